using System.Text;
using System.Text.Json;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>A word that is another one there. Other words stay.</summary>
internal sealed class ExchangeText(string field, string from, string to) : BodyRule(field)
{
    private readonly byte[] _from = Encoding.UTF8.GetBytes(from);
    private readonly byte[] _to = Encoding.UTF8.GetBytes($"\"{to}\"");

    protected override string Does => $"`{Field}` `{from}` becomes `{to}`";

    protected override bool Concerns(in JsonObjectEditor edited) =>
        edited.Find(FieldName) is >= 0 and var at
        && !edited.IsDropped(at)
        && edited.Kind(at) == JsonTokenType.String
        && JsonWord.Is(edited.Value(at), _from);

    protected override void Change(ref JsonObjectEditor edited) => edited.Replace(edited.Find(FieldName), Field, _to);
}
