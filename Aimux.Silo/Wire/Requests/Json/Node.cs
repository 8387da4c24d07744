using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Wire.Requests.Json;

/// <summary>
/// A value of a request and its place. Texts are looked at as they stand in the body and are never decoded on their way:
/// half a surrogate pair, which no text of .NET can be made of, crosses unharmed.
/// </summary>
internal readonly struct Node(JsonElement json, Place place)
{
    private const int LongestShown = 40;

    public JsonValueKind Kind => json.ValueKind;

    public Place Place => place;

    /// <summary>The value as it stands in the body.</summary>
    public ReadOnlySpan<byte> Raw => JsonMarshal.GetRawUtf8Value(json);

    /// <summary>A text between its quotes, still escaped.</summary>
    public ReadOnlySpan<byte> Inner => Raw[1..^1];

    public JsonElement.ObjectEnumerator Properties => json.EnumerateObject();

    /// <summary>The field; <c>null</c> if it is not there or is JSON's null, which SDKs send for what is not set.</summary>
    public Node? Field(string name)
    {
        JsonElement? found = null;
        foreach (var property in json.EnumerateObject())
        {
            // Of two with one name the last counts, as in most readers.
            if (JsonWords.Is(property, name))
            {
                found = property.Value;
            }
        }

        return found is { ValueKind: not JsonValueKind.Null } value ? new Node(value, place.Field(name)) : null;
    }

    /// <summary>The field, which must be there.</summary>
    public Node Need(string name, string expected) =>
        Field(name)
        ?? throw new UntranslatableException(
            $"{place.Field(name)} is missing; expected {expected}.",
            place.Field(name).ToString()
        );

    /// <summary>The field, a text that must be there.</summary>
    public Node NeedText(string name) => Need(name, "a string").Text();

    /// <summary>The field as true or false; false if it is not there.</summary>
    public bool Flag(string name) =>
        Field(name) is { } field
        && field.Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw field.Wrong("true or false"),
        };

    public Node Object() => Kind == JsonValueKind.Object ? this : throw Wrong("an object");

    public Node Text() => Kind == JsonValueKind.String ? this : throw Wrong("a string");

    public Node Number() => Kind == JsonValueKind.Number ? this : throw Wrong("a number");

    /// <summary>The items, if it is a list.</summary>
    public IEnumerable<Node> Items(string expected = "an array")
    {
        if (Kind != JsonValueKind.Array)
        {
            throw Wrong(expected);
        }

        return List(json, place);
    }

    /// <summary>The number, as near as a double comes.</summary>
    public double Value() => Number().TryValue();

    /// <summary>A short text of the protocol, such as a role.</summary>
    public string Word() => JsonWords.Decode(Text().Inner);

    public bool Is(string word) => Kind == JsonValueKind.String && JsonWords.Is(Inner, word);

    /// <summary>Whether the value asks for nothing that is not the case anyway.</summary>
    public bool AsksNothing() =>
        Kind switch
        {
            JsonValueKind.Null or JsonValueKind.False => true,
            JsonValueKind.String => Raw.Length == 2,
            JsonValueKind.Array => json.GetArrayLength() == 0,
            JsonValueKind.Object => !json.EnumerateObject().MoveNext(),
            JsonValueKind.Number => TryValue() == 0,
            _ => false,
        };

    /// <summary>The mistake that this value is.</summary>
    public UntranslatableException Wrong(string expected, string advice = "") =>
        new($"{place} is {Found()}; expected {expected}.{(advice.Length == 0 ? "" : " ")}{advice}", place.ToString());

    private static IEnumerable<Node> List(JsonElement json, Place place)
    {
        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            yield return new Node(item, place.Item(index++));
        }
    }

    private double TryValue() => json.TryGetDouble(out var value) ? value : 0;

    private string Found() =>
        Kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.Number => "a number",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String when Inner.Length <= LongestShown => $"'{Encoding.UTF8.GetString(Inner)}'",
            JsonValueKind.String => "a string",
            _ => "null",
        };
}
