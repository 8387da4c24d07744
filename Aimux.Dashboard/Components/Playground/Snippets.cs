using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aimux.Dashboard.Playground;

namespace Aimux.Dashboard.Components.Playground;

/// <summary>Writes a request as other programs would send it.</summary>
public static partial class Snippets
{
    private const string TokenVariable = "AIMUX_TOKEN";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What a kind is called.</summary>
    public static string Name(SnippetKind kind) =>
        kind switch
        {
            SnippetKind.Curl => "curl",
            SnippetKind.OpenAi => "OpenAI",
            SnippetKind.Anthropic => "Anthropic",
            _ => "Tools",
        };

    /// <summary>The snippet.</summary>
    /// <param name="kind">From where.</param>
    /// <param name="address">Where callers find Aimux.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="demandsToken">Whether callers need a token.</param>
    public static string Write(SnippetKind kind, Uri address, PlaygroundRequest request, bool demandsToken)
    {
        var root = address.ToString().TrimEnd('/');
        var key = demandsToken ? $"os.environ[\"{TokenVariable}\"]" : "\"any\"";
        return kind switch
        {
            SnippetKind.Curl => Curl(root, request, demandsToken),
            SnippetKind.OpenAi => $"""
                import os
                from openai import OpenAI

                client = OpenAI(base_url="{root}/v1", api_key={key})
                stream = client.chat.completions.create(
                    model={Python(request.Model)},
                    messages={Python(Messages(request, withSystem: true))},{Options(request)}
                    stream=True,
                )
                for chunk in stream:
                    if chunk.choices:
                        print(chunk.choices[0].delta.content or "", end="")
                """,
            SnippetKind.Anthropic => $"""
                import os
                from anthropic import Anthropic

                client = Anthropic(base_url="{root}", api_key={key})
                with client.messages.stream(
                    model={Python(request.Model)},
                    max_tokens={request.MaxTokens ?? 1024},{System(request)}
                    messages={Python(Messages(request, withSystem: false))},
                ) as stream:
                    for text in stream.text_stream:
                        print(text, end="")
                """,
            _ => $"""
                # Tools that speak OpenAI (Codex, aider, Continue, ...)
                export OPENAI_BASE_URL={root}/v1
                export OPENAI_API_KEY={(demandsToken ? $"\"${TokenVariable}\"" : "any")}

                # Tools that speak Anthropic (Claude Code, ...)
                export ANTHROPIC_BASE_URL={root}
                export ANTHROPIC_API_KEY={(demandsToken ? $"\"${TokenVariable}\"" : "any")}
                """,
        };
    }

    private static string Curl(string root, PlaygroundRequest request, bool demandsToken)
    {
        var body = new JsonObject
        {
            ["model"] = request.Model,
            ["stream"] = true,
            ["messages"] = Messages(request, withSystem: true),
        };
        if (request.MaxTokens is { } most)
        {
            body["max_tokens"] = most;
        }

        if (request.Temperature is { } temperature)
        {
            body["temperature"] = temperature;
        }

        var token = demandsToken ? $" \\\n  -H \"Authorization: Bearer ${TokenVariable}\"" : "";
        return $"curl -N {root}/v1/chat/completions -H 'Content-Type: application/json'{token} \\\n  -d {Shell(body.ToJsonString(Readable))}";
    }

    private static JsonArray Messages(PlaygroundRequest request, bool withSystem)
    {
        var messages = new JsonArray();
        if (withSystem && request.System is { } system)
        {
            messages.Add((JsonNode)new JsonObject { ["role"] = "system", ["content"] = system });
        }

        foreach (var turn in request.Turns)
        {
            var role = turn.IsUser ? "user" : "assistant";
            messages.Add((JsonNode)new JsonObject { ["role"] = role, ["content"] = turn.Text });
        }

        return messages;
    }

    private static string Options(PlaygroundRequest request)
    {
        var most = request.MaxTokens is { } tokens ? $"\n    max_tokens={tokens}," : "";
        var warm = request.Temperature is { } temperature
            ? string.Create(CultureInfo.InvariantCulture, $"\n    temperature={temperature},")
            : "";
        return most + warm;
    }

    private static string System(PlaygroundRequest request) =>
        request.System is { } system ? $"\n    system={Python(system)}," : "";

    /// <summary>JSON's texts are Python's, but for a character that the writer escapes as two halves.</summary>
    private static string Python(JsonNode node) =>
        Escapes()
            .Replace(
                node.ToJsonString(Readable),
                escape => escape.Length > 2 ? Regex.Unescape(escape.Value) : escape.Value
            );

    private static string Python(string text) => Python(JsonValue.Create(text));

    [GeneratedRegex(@"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\.", RegexOptions.None, 1_000)]
    private static partial Regex Escapes();

    /// <summary>Between single quotes a shell takes everything as it stands, but a single quote.</summary>
    private static string Shell(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
