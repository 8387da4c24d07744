using System.Text;
using System.Text.Json;
using static Aimux.Tests.Wire.GrammarException;

namespace Aimux.Tests.Wire;

/// <summary>Cuts a stream into its events, and forgives nothing that a lenient parser would.</summary>
internal static class SseEvents
{
    public static List<(string? Name, string Data)> Of(ReadOnlySpan<byte> stream)
    {
        var text = new UTF8Encoding(false, true).GetString(stream);
        Demand(text.EndsWith("\n\n", StringComparison.Ordinal), "The stream must end with an empty line.");
        Demand(!text.Contains('\r', StringComparison.Ordinal), "Lines must end with LF.");
        return [.. text[..^2].Split("\n\n").Select(Event)];
    }

    /// <summary>What a JSON text says; halves of surrogate pairs are allowed, as they are in a caller's language.</summary>
    public static string Say(this JsonElement text)
    {
        Demand(text.ValueKind == JsonValueKind.String, $"{text.GetRawText()} must be a text.");
        var raw = text.GetRawText()[1..^1];
        var said = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                said.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                said.Append((char)Convert.ToUInt16(raw.Substring(i + 1, 4), 16));
                i += 4;
                continue;
            }

            said.Append(
                raw[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    var c => c,
                }
            );
        }

        return said.ToString();
    }

    public static JsonElement Json(string data)
    {
        using var document = JsonDocument.Parse(data);
        return document.RootElement.Clone();
    }

    public static JsonElement Member(this JsonElement json, string name)
    {
        Demand(
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out _),
            $"'{name}' is missing in {json.GetRawText()}."
        );
        return json.GetProperty(name);
    }

    public static string Word(this JsonElement json, string name) => json.Member(name).Say();

    public static int Number(this JsonElement json, string name)
    {
        var member = json.Member(name);
        Demand(
            member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number) && number >= 0,
            $"'{name}' must be a count, not {member.GetRawText()}."
        );
        return member.GetInt32();
    }

    public static bool IsNull(this JsonElement json, string name) =>
        !json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null;

    private static (string? Name, string Data) Event(string raw)
    {
        string? name = null;
        string? data = null;
        foreach (var line in raw.Split('\n'))
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                Demand(name is null && data is null, "An event has one name, before its data.");
                name = line[7..];
            }
            else
            {
                Demand(line.StartsWith("data: ", StringComparison.Ordinal), $"'{line}' is no line of an event.");
                Demand(data is null, "The data of an event stand on one line.");
                data = line[6..];
            }
        }

        Demand(data is not null, "An event has data.");
        return (name, data!);
    }
}
