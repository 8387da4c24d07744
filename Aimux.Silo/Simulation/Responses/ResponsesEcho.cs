using System.Text.Json;

namespace Aimux.Silo.Simulation.Responses;

/// <summary>What an answer of Responses repeats of its request, or tells as the default.</summary>
internal static class ResponsesEcho
{
    private static readonly (string Name, string Usual)[] Members =
    [
        ("instructions", "null"),
        ("max_output_tokens", "null"),
        ("max_tool_calls", "null"),
        ("metadata", "{}"),
        ("parallel_tool_calls", "true"),
        ("previous_response_id", "null"),
        ("reasoning", """{"effort":null,"summary":null}"""),
        ("service_tier", "\"default\""),
        ("store", "true"),
        ("temperature", "1.0"),
        ("text", """{"format":{"type":"text"}}"""),
        ("tool_choice", "\"auto\""),
        ("tools", "[]"),
        ("top_p", "1.0"),
        ("truncation", "\"disabled\""),
        ("user", "null"),
    ];

    /// <summary>The members, with a comma before each.</summary>
    public static byte[] Of(JsonElement request)
    {
        var echo = JsonObjects.Write(json =>
        {
            foreach (var (name, usual) in Members)
            {
                json.WritePropertyName(name);
                // Written anew: a line break between the request's members would end an event.
                if (request.TryGetProperty(name, out var given) && given.ValueKind != JsonValueKind.Null)
                {
                    given.WriteTo(json);
                }
                else
                {
                    json.WriteRawValue(usual);
                }
            }
        });
        return [.. ","u8, .. echo.AsSpan()[1..^1]];
    }
}
