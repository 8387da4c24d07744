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

    private readonly HashSet<string> _carried = new(carried, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _lost = lost.ToDictionary(
        path => path[(others.Length - 1)..],
        StringComparer.Ordinal
    );

    public void Note(Node node, Losses losses)
    {
        var named = 0;
        foreach (var property in node.Properties)
        {
            var name = JsonWords.Name(property);
            if (_carried.Contains(name) || AsksNothing(property.Value))
            {
                continue;
            }

            if (_lost.TryGetValue(name, out var path))
            {
                losses.Note(path);
            }
            else
            {
                losses.Note(others.Length == 1 && IsName(name) && named++ < MostNamed ? name : others);
            }
        }
    }

    // What is not set, off or empty loses nothing by staying behind.
    private static bool AsksNothing(JsonElement value) => new Node(value, Place.Root).AsksNothing();

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
