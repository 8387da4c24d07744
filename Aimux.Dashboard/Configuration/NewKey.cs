namespace Aimux.Dashboard.Configuration;

/// <summary>A key to be added.</summary>
/// <param name="Row">What its row says; its <see cref="KeyRow.Secret"/> is not read.</param>
/// <param name="Secret">The secret in clear, which goes into a file of its own, readable by its owner alone; or <c>env:NAME</c>, <c>file:/path</c>.</param>
public sealed record NewKey(KeyRow Row, string Secret)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => $"a new key {Row.FullId}";
}
