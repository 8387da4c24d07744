namespace Aimux.Silo.Proxy;

/// <summary>What the caller gets when a failure is the last word.</summary>
/// <param name="Status">The status.</param>
/// <param name="Type">The error's type.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Kept">Statuses that are shown as the provider sent them.</param>
internal sealed record ShownError(int Status, string Type, string Code, params int[] Kept)
{
    /// <param name="theirs">The provider's status, if there was one.</param>
    public int StatusFor(int? theirs) => theirs is { } status && Kept.Contains(status) ? status : Status;
}
