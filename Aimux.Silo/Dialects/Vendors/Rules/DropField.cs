using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>A field that is left out.</summary>
internal sealed class DropField(string field) : BodyRule(field)
{
    protected override string Does => $"`{Field}` is dropped";

    // What is not known is refused with the value null too.
    protected override bool Concerns(in JsonObjectEditor edited) => edited.Find(FieldName) >= 0;

    protected override void Change(ref JsonObjectEditor edited)
    {
        for (var at = 0; at < edited.Count; at++)
        {
            if (edited.IsNamed(at, FieldName))
            {
                edited.Drop(at, Field);
            }
        }
    }
}
