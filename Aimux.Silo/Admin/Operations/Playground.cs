using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Dashboard.Playground;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Proxy.Decisions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aimux.Silo.Admin.Operations;

/// <summary>Sends chats of the page by the data listener, so that they are routed, limited and recorded as any caller's.</summary>
internal sealed class Playground(IServer server, AccessControl access, ConfigurationStart start, DecisionLog decisions)
    : IPlayground,
        IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(
        new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false },
        disposeHandler: true
    );

    /// <inheritdoc/>
    public Uri Address =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } bound
            ? Reachable(new Uri(bound))
            : start.First.Options.Server.Listen.Uri;

    /// <inheritdoc/>
    public bool DemandsToken => access.Current.DemandsToken;

    /// <inheritdoc/>
    public async IAsyncEnumerable<PlaygroundPart> Ask(
        PlaygroundRequest request,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var began = Stopwatch.GetTimestamp();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/v1/chat/completions"))
        {
            Content = new StringContent(Body(request).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.OwnToken);
        message.Headers.Add("x-aimux-affinity", $"playground-{Guid.NewGuid():n}");

        HttpResponseMessage? response = null;
        string? unreached = null;
        try
        {
            response = await _invoker.SendAsync(message, cancellation);
        }
        catch (HttpRequestException failure)
        {
            unreached = failure.Message;
        }

        if (response is null)
        {
            yield return new PlaygroundPart.Failed(null, $"The data listener did not answer: {unreached}");
            yield break;
        }

        using (response)
        {
            var decision = Header(response, "x-aimux-decision");
            yield return new PlaygroundPart.Began(
                Header(response, "x-aimux-provider"),
                Header(response, "x-aimux-model"),
                int.TryParse(Header(response, "x-aimux-attempts"), out var attempts) ? attempts : 0,
                decision,
                Header(response, "x-aimux-simulated") == "true"
            );
            if (!response.IsSuccessStatusCode)
            {
                var text = await response.Content.ReadAsStringAsync(cancellation);
                yield return new PlaygroundPart.Failed((int)response.StatusCode, ErrorIn(text));
                yield break;
            }

            await foreach (var part in Read(response, decision, began, cancellation))
            {
                yield return part;
            }
        }
    }

    public void Dispose() => _invoker.Dispose();

    private async IAsyncEnumerable<PlaygroundPart> Read(
        HttpResponseMessage response,
        string? decision,
        long began,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        TimeSpan? toFirst = null;
        (int? Input, int? Output) usage = default;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
        {
            if (item.Data == "[DONE]" || Parse(item.Data) is not { } data)
            {
                continue;
            }

            if (data["error"] is not null)
            {
                yield return new PlaygroundPart.Failed(null, ErrorIn(item.Data));
                yield break;
            }

            usage = Usage(data) ?? usage;
            foreach (var text in Texts(data))
            {
                toFirst ??= Stopwatch.GetElapsedTime(began);
                yield return text;
            }
        }

        yield return new PlaygroundPart.Ended(
            toFirst,
            Stopwatch.GetElapsedTime(began),
            usage.Input,
            usage.Output,
            decision is null ? null : decisions.Find(decision)?.End?.CostUsd
        );
    }

    private static JsonObject Body(PlaygroundRequest request)
    {
        var messages = new JsonArray();
        if (!string.IsNullOrWhiteSpace(request.System))
        {
            messages.Add(Message("system", request.System));
        }

        foreach (var turn in request.Turns)
        {
            messages.Add(Message(turn.IsUser ? "user" : "assistant", turn.Text));
        }

        var body = new JsonObject
        {
            ["model"] = request.Model,
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
            ["messages"] = messages,
        };
        if (request.MaxTokens is { } most)
        {
            body["max_tokens"] = most;
        }

        if (request.Temperature is { } temperature)
        {
            body["temperature"] = temperature;
        }

        return body;
    }

    private static JsonObject Message(string role, string text) =>
        new JsonObject { ["role"] = role, ["content"] = text };

    private static IEnumerable<PlaygroundPart.Text> Texts(JsonObject data)
    {
        var delta = (data["choices"] as JsonArray)?.FirstOrDefault()?["delta"];
        foreach (
            var (name, isThought) in new[] { ("reasoning_content", true), ("reasoning", true), ("content", false) }
        )
        {
            if (delta?[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0)
            {
                yield return new PlaygroundPart.Text(text, isThought);
                if (isThought)
                {
                    yield break; // some say the same under both names
                }
            }
        }
    }

    private static (int? Input, int? Output)? Usage(JsonObject data) =>
        data["usage"] is JsonObject usage
            ? ((int?)(usage["prompt_tokens"] as JsonValue), (int?)(usage["completion_tokens"] as JsonValue))
            : null;

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ErrorIn(string text) =>
        Parse(text)?["error"] is JsonObject error && error["message"] is JsonValue message
            ? message.ToString()
            : "The answer was no error that can be read.";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>Who listens everywhere is reached here.</summary>
    private static Uri Reachable(Uri bound) =>
        bound.Host is "0.0.0.0" or "[::]" or "+" or "*" ? new UriBuilder(bound) { Host = "127.0.0.1" }.Uri : bound;
}
