using System.Net;
using System.Text;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Xunit;

namespace Aimux.Tests.Simulation;

/// <summary>A simulated provider on a free port, and a client of it over real sockets.</summary>
internal sealed class SimulationClient : IAsyncDisposable
{
    public const string Hello = """{"model":"demo","messages":[{"role":"user","content":"hi"}]}""";
    public const string StreamHello = """{"model":"demo","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero }
    );

    private SimulationClient(SimulatedProvider provider) => Provider = provider;

    public SimulatedProvider Provider { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SimulationClient> Start(
        SimulatedProviderSettings? settings = null,
        TimeProvider? time = null
    ) =>
        new(
            await SimulatedProvider.StartAsync(
                "test \"one\"",
                new IPEndPoint(IPAddress.Loopback, 0),
                settings ?? new SimulatedProviderSettings(),
                time,
                Token
            )
        );

    public Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        string? body = null,
        string? simulate = null,
        string? key = null,
        params ReadOnlySpan<(string Name, string Value)> headers
    )
    {
        var request = new HttpRequestMessage(method, new Uri(Provider.BaseUrl, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (simulate is not null)
        {
            request.Headers.Add("x-simulate", simulate);
        }

        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request, Token);
    }

    public Task<HttpResponseMessage> SendContent(string path, HttpContent content) =>
        _http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(Provider.BaseUrl, path)) { Content = content },
            Token
        );

    public Task<HttpResponseMessage> Post(string path, string body, string? simulate = null, string? key = null) =>
        Send(HttpMethod.Post, path, body, simulate, key);

    public Task<HttpResponseMessage> Chat(string body, string? simulate = null, string? key = null) =>
        Send(HttpMethod.Post, "/v1/chat/completions", body, simulate, key);

    /// <summary>The body as JSON, of an answer with the status.</summary>
    public static async Task<JsonElement> Json(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>The data of every event, with the [DONE].</summary>
    public static async Task<string[]> Events(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line["data: ".Length..])];
    }

    /// <summary>The events of a stream of named events: each is its name's line and its data's line, which agree.</summary>
    public static async Task<JsonElement[]> NamedEvents(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        return Array.ConvertAll(text[..^2].Split("\n\n"), Named);
    }

    public static JsonElement Named(string block)
    {
        var lines = block.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("event: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("data: ", lines[1], StringComparison.Ordinal);
        var data = JsonSerializer.Deserialize<JsonElement>(lines[1]["data: ".Length..]);
        Assert.Equal(lines[0]["event: ".Length..], TypeOf(data));
        return data;
    }

    public static string TypeOf(JsonElement data) => data.GetProperty("type").GetString()!;

    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>The chunks of a complete stream.</summary>
    public static async Task<JsonElement[]> Chunks(HttpResponseMessage response)
    {
        var events = await Events(response);
        Assert.Equal("[DONE]", events[^1]);
        return Array.ConvertAll(events[..^1], data => JsonSerializer.Deserialize<JsonElement>(data));
    }

    public static JsonElement Delta(JsonElement chunk) => chunk.GetProperty("choices")[0].GetProperty("delta");

    /// <summary>The text of a stream's first choice.</summary>
    public static string TextOf(IEnumerable<JsonElement> chunks) =>
        string.Concat(
            chunks
                .Where(chunk => chunk.GetProperty("choices").GetArrayLength() > 0)
                .Select(chunk => Delta(chunk).TryGetProperty("content", out var text) ? text.GetString() : "")
        );

    public static string? ErrorCode(JsonElement body) => body.GetProperty("error").GetProperty("code").GetString();

    public static string Message(JsonElement body) => body.GetProperty("error").GetProperty("message").GetString()!;

    /// <summary>Asks the provider for its statistics until they are as awaited; the test's time-out bounds it.</summary>
    public async Task<JsonElement> StatsWhen(Func<JsonElement, bool> awaited)
    {
        while (true)
        {
            var stats = await Json(await Send(HttpMethod.Get, "/_simulation/stats"));
            if (awaited(stats))
            {
                return stats;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Provider.DisposeAsync();
    }
}
