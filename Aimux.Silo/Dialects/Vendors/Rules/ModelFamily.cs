namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>The models of a vendor that want the same.</summary>
/// <param name="words">Which they are, in the words of docs/dialects.md.</param>
/// <param name="has">Whether a model, by the name that its provider gives it, is one of them.</param>
internal sealed class ModelFamily(string words, Func<string, bool> has)
{
    /// <summary>Every model.</summary>
    public static ModelFamily Any { get; } = new("all", _ => true);

    public bool Has(string model) => has(model);

    public override string ToString() => words;
}
