using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests;

/// <summary>The fields of an object that cross; whatever else it holds is noted as lost.</summary>
/// <param name="others">
/// The path under which a field is noted that nobody knows, ending in <c>*</c>. A request's own unknown fields are noted
/// by their names, up to <see cref="MostNamed"/> of them, if these look like names.
/// </param>
/// <param name="carried">The names of the fields that cross or that are looked at elsewhere.</param>
/// <param name="lost">The paths of the known fields that do not cross.</param>
internal sealed class FieldSet(string others, string[] carried, params string[] lost)
{
    private const int MostNamed = 16;
    private const int LongestName = 40;

    public void Note(Node node, Losses losses)
    {
        var named = 0;
        foreach (var property in node.Properties)
        {
            if (IsAmong(carried, property, start: 0) is null && !AsksNothing(property.Value))
            {
                losses.Note(IsAmong(lost, property, others.Length - 1) ?? PathOfOther(property, ref named));
            }
        }
    }

    /// <summary>The one that names the property from there on. They are few, and compared without being decoded.</summary>
    private static string? IsAmong(string[] names, JsonProperty property, int start)
    {
        foreach (var name in names)
        {
            if (JsonWords.Is(property, name.AsSpan(start)))
            {
                return name;
            }
        }

        return null;
    }

    private string PathOfOther(JsonProperty property, ref int named)
    {
        if (others.Length > 1 || named == MostNamed)
        {
            return others;
        }

        var name = JsonWords.Name(property);
        if (!IsName(name))
        {
            return others;
        }

        named++;
        return name;
    }

    // What is not set, off or empty loses nothing by staying behind.
    private static bool AsksNothing(JsonElement value) => new Node(value, Place.Root).AsksNothing();

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
