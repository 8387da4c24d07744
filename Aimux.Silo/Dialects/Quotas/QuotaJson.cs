using System.Globalization;
using System.Text.Json;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>Reads members that may be missing, or of another kind than documented.</summary>
internal static class QuotaJson
{
    /// <summary>Beyond it nothing is an amount, and differences could no longer be computed.</summary>
    private const decimal Greatest = 1e18m;

    private const int LongestNumber = 40;

    public static JsonElement? Part(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Object } part ? part : null;

    public static IEnumerable<JsonElement> Rows(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Array } rows
            ? rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];

    public static string Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static bool Is(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.True };

    /// <summary>A number, or one as a text: <c>12.5</c>, <c>"12.5"</c>, <c>"$1,012.50"</c>.</summary>
    public static decimal? Number(JsonElement of, string name) =>
        Member(of, name) switch
        {
            { ValueKind: JsonValueKind.Number } number => Parse(number.GetRawText()),
            { ValueKind: JsonValueKind.String } text => Parse(text.GetString()!),
            _ => null,
        };

    /// <summary>A moment that lies ahead; one that is over says nothing of the next.</summary>
    public static DateTimeOffset? Time(JsonElement of, string name, DateTimeOffset now)
    {
        var wait = Member(of, name) switch
        {
            { ValueKind: JsonValueKind.Number } number => ResetTime.TryParse(number.GetRawText(), now),
            { ValueKind: JsonValueKind.String } text => ResetTime.TryParse(text.GetString(), now),
            _ => null,
        };
        return wait > TimeSpan.Zero ? now + wait : null;
    }

    private static JsonElement? Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : null;

    private static decimal? Parse(string text)
    {
        const NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands;
        return
            text.Length <= LongestNumber
            && decimal.TryParse(
                text.Replace("$", "", StringComparison.Ordinal),
                style,
                CultureInfo.InvariantCulture,
                out var number
            )
            && Math.Abs(number) <= Greatest
            ? number
            : null;
    }
}
