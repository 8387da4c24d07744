using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>A field that is added. Whoever sends it decides over it.</summary>
/// <param name="field">The field.</param>
/// <param name="json">Its value, as JSON.</param>
internal sealed class AddField(string field, string json) : BodyRule(field)
{
    protected override string Does => $"`{Field}` `{json}` is added";

    protected override bool Concerns(in JsonObjectEditor edited) =>
        edited.Find(FieldName) < 0 && !edited.IsTaken(Field);

    protected override void Change(ref JsonObjectEditor edited) => edited.Add(Field, json);
}
