using System.Globalization;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Cli.Explaining;

/// <summary>Tells a person how keys stand: a line for each key, and one for each further window of its quota.</summary>
internal static class KeyStatusText
{
    private static readonly string[] Columns =
    [
        "Key",
        "Group",
        "In flight",
        "State",
        "Models at rest",
        "Quota",
        "Left",
        "Resets",
        "Told",
    ];

    /// <param name="terminal">Where to.</param>
    /// <param name="page">What <c>GET /api/keys</c> answers.</param>
    /// <param name="zone">Whose time is shown.</param>
    public static async Task Write(Terminal terminal, JsonNode page, TimeZoneInfo zone)
    {
        var clock = new ShownClock(Time(page, "at") ?? DateTimeOffset.UnixEpoch, zone);
        var keys = Items(page, "keys").ToList();
        if (keys.Count == 0)
        {
            await terminal.Out.WriteLineAsync("This Aimux has no key. Add one: aimux keys add cerebras/main");
            return;
        }

        TableWriter.Write(terminal, Columns, keys.SelectMany(key => Rows(key, clock)));
    }

    private static IEnumerable<string[]> Rows(JsonNode key, ShownClock clock)
    {
        var (id, group, state) = (Text(key, "id"), Text(key, "quota_group"), key["state"]);
        string[] first =
        [
            id,
            group == id ? "" : group,
            Text(state, "in_flight"),
            State(state, clock),
            string.Join(", ", Resting(state, clock)),
        ];
        var windows = Windows(key["quota"], clock).ToList();
        return windows.Count == 0
            ?
            [
                [.. first, "", "", "", ""],
            ]
            : windows.Select((window, i) => (string[])[.. i == 0 ? first : ["", "", "", "", ""], .. window]);
    }

    private static string State(JsonNode? state, ShownClock clock)
    {
        if (state is null)
        {
            return "not known";
        }

        if (Text(state, "disabled") == "true")
        {
            return "disabled";
        }

        return Time(state, "rests_until") is { } until && clock.IsAhead(until)
            ? $"rests until {clock.Show(until)}{Because(state, "rest_reason")}"
            : "open";
    }

    private static IEnumerable<string> Resting(JsonNode? state, ShownClock clock)
    {
        foreach (var rest in Items(state, "resting_models"))
        {
            if (Time(rest, "until") is { } until && clock.IsAhead(until))
            {
                yield return $"{Text(rest, "upstream_model")} until {clock.Show(until)}{Because(rest, "reason")}";
            }
        }
    }

    private static IEnumerable<string[]> Windows(JsonNode? quota, ShownClock clock)
    {
        var told = Time(quota, "at") is { } at ? clock.Show(at) : "";
        foreach (var window in Items(quota, "windows"))
        {
            var resets = Time(window, "resets_at") is { } next ? clock.Show(next) : "";
            yield return [Text(window, "name"), Left(window), resets, told];
        }

        if (Text(quota, "problem") is { Length: > 0 } problem)
        {
            yield return ["not told", problem, "", ""];
        }
    }

    private static string Left(JsonNode window)
    {
        var unit = Text(window, "unit") is { Length: > 0 } known ? " " + known : "";
        return (Amount(window, "remaining"), Amount(window, "limit"), Amount(window, "used")) switch
        {
            ({ } left, "100", _) when unit == " percent" => $"{left} %",
            ({ } left, { } limit, _) => $"{left} of {limit}{unit}",
            ({ } left, null, _) => $"{left}{unit}",
            (null, _, { } used) => $"{used}{unit} used",
            (null, { } limit, null) => $"at most {limit}{unit}",
            _ => "",
        };
    }

    private static string? Amount(JsonNode window, string name) =>
        window[name] is JsonValue value && value.TryGetValue(out decimal number)
            ? number.ToString("0.##", CultureInfo.InvariantCulture)
            : null;

    private static DateTimeOffset? Time(JsonNode? node, string name) =>
        node?[name] is JsonValue value && value.TryGetValue(out DateTimeOffset at) ? at : null;

    private static string Because(JsonNode node, string name) =>
        Text(node, name) is { Length: > 0 } reason ? $" ({reason})" : "";

    private static IEnumerable<JsonNode> Items(JsonNode? node, string name) =>
        node?[name] is JsonArray array ? array.OfType<JsonNode>() : [];

    private static string Text(JsonNode? node, string name) => node?[name]?.ToString() ?? "";
}
