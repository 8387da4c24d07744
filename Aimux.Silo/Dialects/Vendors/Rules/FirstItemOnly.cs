using System.Text.Json;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>A list that may hold one item: the first stays.</summary>
internal sealed class FirstItemOnly(string field) : BodyRule(field)
{
    protected override string Does => $"of `{Field}` the first is kept";

    protected override bool Concerns(in JsonObjectEditor edited) =>
        edited.Find(FieldName) is >= 0 and var at
        && !edited.IsDropped(at)
        && edited.Kind(at) == JsonTokenType.StartArray
        && JsonInner.HasSeveral(edited.Value(at));

    protected override void Change(ref JsonObjectEditor edited)
    {
        var at = edited.Find(FieldName);
        edited.Replace(at, Field, [(byte)'[', .. JsonInner.First(edited.Value(at)), (byte)']']);
    }
}
