using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Bench.Toon;

/// <summary>
/// Compares what Aimux read with what the reference read. Differences of three kinds follow from JavaScript's values and
/// not from how TOON is read; each is recognised exactly, and counted.
/// </summary>
internal sealed class Kinds
{
    /// <summary>Aimux keeps all digits of a number, the reference those that a double holds.</summary>
    public int Rounded { get; private set; }

    /// <summary>A number beyond all doubles: Aimux keeps the number, the reference makes a text of it (section 4 allows both).</summary>
    public int BeyondDoubles { get; private set; }

    /// <summary>An object of the reference has its integer-like keys first, in their order, as JavaScript's objects do.</summary>
    public int Hoisted { get; private set; }

    public bool Same(JsonNode? aimux, JsonNode? reference)
    {
        switch (aimux, reference)
        {
            case (JsonObject a, JsonObject b):
                var keys = a.Select(field => field.Key).ToList();
                var others = b.Select(field => field.Key).ToList();
                if (!keys.SequenceEqual(others, StringComparer.Ordinal))
                {
                    if (!JavaScriptOrder(keys).SequenceEqual(others, StringComparer.Ordinal))
                    {
                        return false;
                    }

                    Hoisted++;
                }

                return a.All(field => Same(field.Value, b[field.Key]));
            case (JsonArray a, JsonArray b):
                return a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second));
            case (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.Number:
                return SameNumber(a.ToJsonString(), b);
            case (JsonValue a, JsonValue b):
                return a.GetValueKind() == b.GetValueKind() && a.ToJsonString() == b.ToJsonString();
            default:
                return aimux is null && reference is null;
        }
    }

    private bool SameNumber(string aimux, JsonValue reference)
    {
        var number = double.Parse(aimux, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            var isText =
                reference.GetValueKind() == JsonValueKind.String
                && string.Equals(aimux, reference.GetValue<string>(), StringComparison.Ordinal);
            BeyondDoubles += isText ? 1 : 0;
            return isText;
        }

        if (reference.GetValueKind() != JsonValueKind.Number || !number.Equals(reference.GetValue<double>() + 0.0))
        {
            // JSON.stringify has no -0.
            return number == 0 && reference.GetValueKind() == JsonValueKind.Number && reference.GetValue<double>() == 0;
        }

        Rounded += string.Equals(Canonical(aimux), Canonical(reference.ToJsonString()), StringComparison.Ordinal)
            ? 0
            : 1;
        return true;
    }

    private static string Canonical(string number) => ToonCodec.Encode(JsonNode.Parse(number));

    private static IEnumerable<string> JavaScriptOrder(List<string> keys) =>
        keys.Where(IsIndex)
            .OrderBy(key => uint.Parse(key, CultureInfo.InvariantCulture))
            .Concat(keys.Where(key => !IsIndex(key)));

    private static bool IsIndex(string key) =>
        uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < uint.MaxValue
        && string.Equals(key, index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
