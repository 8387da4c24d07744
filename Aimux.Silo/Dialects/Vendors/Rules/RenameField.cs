using System.Text;
using System.Text.Json;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>A field that has another name there; dropped if the object has that one too, which then counts.</summary>
internal sealed class RenameField(string field, string to) : BodyRule(field)
{
    private readonly byte[] _to = Encoding.UTF8.GetBytes(to);

    /// <summary>How long a text may be to be renamed; <c>null</c> if its length does not matter.</summary>
    public (int Least, int Most)? Length { get; init; }

    protected override string Does =>
        Length is { } length
            ? $"`{Field}` of {length.Least} to {length.Most} characters becomes `{to}`"
            : $"`{Field}` becomes `{to}`";

    // What is not known is refused with the value null too.
    protected override bool Concerns(in JsonObjectEditor edited) =>
        edited.Find(FieldName) is >= 0 and var at && !edited.IsDropped(at) && Fits(edited, at);

    protected override void Change(ref JsonObjectEditor edited)
    {
        var counts = edited.Find(_to) < 0 && !edited.IsTaken(to) ? edited.Find(FieldName) : -1;
        for (var at = 0; at < edited.Count; at++)
        {
            if (at == counts)
            {
                edited.Rename(at, Field, to);
            }
            else if (edited.IsNamed(at, FieldName))
            {
                edited.Drop(at, Field);
            }
        }
    }

    private bool Fits(in JsonObjectEditor edited, int at)
    {
        if (Length is not { } length)
        {
            return true;
        }

        var count = edited.Kind(at) == JsonTokenType.String ? JsonWord.Length(edited.Value(at)) : -1;
        return count >= length.Least && count <= length.Most;
    }
}
