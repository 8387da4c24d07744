using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>A number that is kept within bounds.</summary>
internal sealed class ClampField(string field, double least, double most) : BodyRule(field)
{
    protected override string Does =>
        string.Create(CultureInfo.InvariantCulture, $"`{Field}` is kept within {least} to {most}");

    protected override bool Concerns(in JsonObjectEditor edited) => Bound(edited) is not null;

    protected override void Change(ref JsonObjectEditor edited) =>
        edited.Replace(
            edited.Find(FieldName),
            Field,
            Encoding.UTF8.GetBytes(Bound(edited)!.Value.ToString(CultureInfo.InvariantCulture))
        );

    /// <returns><c>null</c> if the number is within its bounds.</returns>
    private double? Bound(in JsonObjectEditor edited)
    {
        var at = edited.Find(FieldName);
        if (
            at < 0
            || edited.IsDropped(at)
            || edited.Kind(at) != JsonTokenType.Number
            || !Utf8Parser.TryParse(edited.Value(at), out double number, out _)
        )
        {
            return null;
        }

        return number < least ? least
            : number > most ? most
            : null;
    }
}
