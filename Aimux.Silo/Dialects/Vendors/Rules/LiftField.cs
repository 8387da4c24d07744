using System.Text;
using System.Text.Json;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>
/// An object of which one text is wanted, under another name. The object is dropped if it has no such text, or if the
/// other name is there already.
/// </summary>
internal sealed class LiftField(string field, string inner, string to) : BodyRule(field)
{
    private readonly byte[] _inner = Encoding.UTF8.GetBytes(inner);
    private readonly byte[] _to = Encoding.UTF8.GetBytes(to);

    protected override string Does => $"`{Field}.{inner}` becomes `{to}`";

    protected override void Change(ref JsonObjectEditor edited)
    {
        var at = edited.Find(FieldName);
        if (edited.Kind(at) != JsonTokenType.StartObject)
        {
            return;
        }

        var text = JsonInner.Find(edited.Value(at), _inner);
        if (text.IsEmpty || text[0] != '"' || edited.Find(_to) >= 0 || edited.IsTaken(to))
        {
            edited.Drop(at, Field);
            return;
        }

        edited.Rename(at, Field, to);
        edited.Replace(at, Field, text.ToArray());
    }
}
