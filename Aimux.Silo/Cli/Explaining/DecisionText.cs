using System.Globalization;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Cli.Explaining;

/// <summary>Tells a decision to a person: what came of it, who could have served, who was passed over, what was tried.</summary>
internal static class DecisionText
{
    public static async Task Write(Terminal terminal, JsonNode decision)
    {
        await terminal.Out.WriteLineAsync(Summary(decision));
        await Section(
            terminal,
            "Candidates, best first; times in ms",
            [
                "provider",
                "model",
                "score",
                "first token",
                "load",
                "answer",
                "cold",
                "price $",
                "in flight",
                "why here",
                "keys",
            ],
            decision["candidates"],
            Candidate
        );
        await Section(
            terminal,
            "Passed over",
            ["provider", "key", "why", "opens again", "since"],
            decision["exclusions"],
            each =>
                [
                    Text(each, "provider_id"),
                    Text(each, "key_id"),
                    Text(each, "reason"),
                    Text(each, "reopens_at"),
                    Text(each, "because"),
                ]
        );
        await Section(
            terminal,
            "Attempts; times in ms",
            [
                "provider",
                "key",
                "began",
                "outcome",
                "status",
                "first content",
                "took",
                "asked to wait",
                "not sent (-), changed (~)",
                "what was said",
            ],
            decision["attempts"],
            Attempt
        );
    }

    private static string Summary(JsonNode decision)
    {
        var route = $"route '{Text(decision, "route")}', policy {Text(decision, "policy").ToLowerInvariant()}";
        if (decision["id"] is null)
        {
            return $"A request now would follow {route}.";
        }

        var asked = $"{Text(decision, "id")}: '{Text(decision, "model")}' at {Text(decision, "at")}, {route}";
        return decision["end"] is not { } end ? $"{asked}; still under way."
            : Text(end, "provider") is { Length: > 0 } provider
                ? $"{asked}; {provider} served it as '{Text(end, "upstream_model")}' in {Ms(end, "duration_ms")} ms, the first content after {Ms(end, "time_to_first_ms")} ms."
            : $"{asked}; nobody served it: {Text(end, "status")} {Text(end, "error")} after {Ms(end, "duration_ms")} ms.";
    }

    private static string[] Candidate(JsonNode each)
    {
        var parts = each["parts"];
        return
        [
            Text(each, "provider_id"),
            Text(each, "upstream_model"),
            Ms(each, "score_ms"),
            Ms(parts, "first_token_ms"),
            Number(parts, "load_factor", "0.##"),
            Ms(parts, "answer_ms"),
            Ms(parts, "cold_ms"),
            Number(parts, "price", "0.######"),
            Text(each, "in_flight"),
            Text(each, "reason"),
            string.Join(' ', (each["key_ids"]?.AsArray() ?? []).Take(3).Select(key => (string?)key)),
        ];
    }

    private static string[] Attempt(JsonNode each)
    {
        var end = each["end"];
        return
        [
            Text(each, "provider"),
            Text(each, "key"),
            Ms(each, "started_ms"),
            end is null ? "under way" : Text(end, "outcome") + ((bool?)each["hedge"] == true ? " (hedge)" : ""),
            Text(end, "status"),
            Ms(end, "latency_ms"),
            Ms(end, "duration_ms"),
            Ms(end, "retry_after_ms"),
            Edits(each),
            Text(end, "detail"),
        ];
    }

    /// <summary>What the provider did not get (-), and what it got otherwise (~).</summary>
    private static string Edits(JsonNode attempt) =>
        string.Join(' ', Paths(attempt, "dropped", "-").Concat(Paths(attempt, "changed", "~")));

    private static IEnumerable<string> Paths(JsonNode attempt, string name, string mark) =>
        (attempt[name]?.AsArray() ?? []).Select(path => mark + (string?)path);

    private static async Task Section(
        Terminal terminal,
        string title,
        string[] columns,
        JsonNode? rows,
        Func<JsonNode, string[]> cells
    )
    {
        if (rows is JsonArray { Count: > 0 } array)
        {
            await terminal.Out.WriteLineAsync("\n" + title);
            TableWriter.Write(terminal, columns, array.OfType<JsonNode>().Select(cells));
        }
    }

    private static string Text(JsonNode? node, string name) => node?[name]?.ToString() ?? "";

    private static string Ms(JsonNode? node, string name) => Number(node, name, "0.#");

    private static string Number(JsonNode? node, string name, string format) =>
        node?[name] is JsonValue value && value.TryGetValue(out double number)
            ? number.ToString(format, CultureInfo.InvariantCulture)
            : "";
}
