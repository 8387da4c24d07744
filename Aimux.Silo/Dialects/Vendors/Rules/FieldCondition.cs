using System.Text;
using System.Text.Json;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>
/// What a field must hold for a rule to be followed. Asked of values as the caller sent them. A field that is missing,
/// null or dropped by an earlier rule fulfils nothing.
/// </summary>
internal sealed class FieldCondition
{
    private readonly string _words;
    private readonly byte[] _field;
    private readonly byte[]? _inner;
    private readonly Test _fulfils;

    private FieldCondition(string path, string words, Test fulfils)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        _field = Encoding.UTF8.GetBytes(dot < 0 ? path : path[..dot]);
        _inner = dot < 0 ? null : Encoding.UTF8.GetBytes(path[(dot + 1)..]);
        (_words, _fulfils) = ($"`{path}` {words}", fulfils);
    }

    private delegate bool Test(ReadOnlySpan<byte> value);

    public static FieldCondition IsTrue(string path) => new(path, "is true", value => value.SequenceEqual("true"u8));

    public static FieldCondition IsFalse(string path) => new(path, "is false", value => value.SequenceEqual("false"u8));

    /// <summary>Whether the field is a list with something in it.</summary>
    public static FieldCondition IsFilled(string path) =>
        new(path, "is not empty", value => value[0] == '[' && !JsonInner.First(value).IsEmpty);

    /// <summary>Whether the field is one of these words.</summary>
    public static FieldCondition IsOneOf(string path, params string[] texts)
    {
        var known = Array.ConvertAll(texts, Encoding.UTF8.GetBytes);
        return new(path, $"is {Listed(texts)}", value => IsKnown(value, known));
    }

    /// <summary>Whether the field is anything but this word.</summary>
    public static FieldCondition IsNot(string path, string text)
    {
        byte[][] known = [Encoding.UTF8.GetBytes(text)];
        return new(path, $"is not {Listed([text])}", value => !IsKnown(value, known));
    }

    public bool Holds(in JsonObjectEditor edited)
    {
        var at = edited.Find(_field);
        if (at < 0 || edited.IsDropped(at))
        {
            return false;
        }

        var value = edited.Value(at);
        if (_inner is not null)
        {
            value = edited.Kind(at) == JsonTokenType.StartObject ? JsonInner.Find(value, _inner) : [];
        }

        return !value.IsEmpty && !value.SequenceEqual("null"u8) && _fulfils(value);
    }

    public override string ToString() => _words;

    private static string Listed(string[] texts) => string.Join(" or ", texts.Select(text => $"`{text}`"));

    private static bool IsKnown(ReadOnlySpan<byte> value, byte[][] known)
    {
        foreach (var text in known)
        {
            if (value[0] == '"' && JsonWord.Is(value, text))
            {
                return true;
            }
        }

        return false;
    }
}
