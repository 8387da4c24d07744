using System.Text;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>A value that is put in the place of another.</summary>
/// <param name="field">The field.</param>
/// <param name="json">The value, as JSON.</param>
internal sealed class ExchangeValue(string field, string json) : BodyRule(field)
{
    private readonly byte[] _json = Encoding.UTF8.GetBytes(json);

    protected override string Does => $"`{Field}` becomes `{json}`";

    protected override void Change(ref JsonObjectEditor edited) => edited.Replace(edited.Find(FieldName), Field, _json);
}
