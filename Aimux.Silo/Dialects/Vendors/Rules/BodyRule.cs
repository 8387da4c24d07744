using System.Text;
using System.Text.Json;
using Aimux.Silo.Dialects.Editing;

namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>One thing that is changed in an object of a request, mostly in one field of it.</summary>
/// <param name="field">The field's name.</param>
internal abstract class BodyRule(string field)
{
    /// <summary>The field that the rule changes, or adds.</summary>
    public string Field { get; } = field;

    /// <summary>The models for which it holds.</summary>
    public ModelFamily Models { get; init; } = ModelFamily.Any;

    /// <summary>What else must be so; all conditions, where there are several.</summary>
    public FieldCondition[] When { get; init; } = [];

    /// <summary>What it does, in the words of docs/dialects.md.</summary>
    public string Words => When.Length == 0 ? Does : $"{Does} when {string.Join(" and ", (object[])When)}";

    protected byte[] FieldName { get; } = Encoding.UTF8.GetBytes(field);

    protected abstract string Does { get; }

    public override string ToString() => Words;

    /// <summary>Changes the object as far as the rule holds for it.</summary>
    public void Apply(ref JsonObjectEditor edited, string model)
    {
        if (!Concerns(edited) || !Models.Has(model))
        {
            return;
        }

        foreach (var condition in When)
        {
            if (!condition.Holds(edited))
            {
                return;
            }
        }

        Change(ref edited);
    }

    /// <summary>Whether there may be something to do: asked first, since it is cheap and mostly says no.</summary>
    protected virtual bool Concerns(in JsonObjectEditor edited) =>
        edited.Find(FieldName) is >= 0 and var at && !edited.IsDropped(at) && edited.Kind(at) != JsonTokenType.Null;

    protected abstract void Change(ref JsonObjectEditor edited);
}
