using System.Collections.Immutable;

namespace Aimux.Silo.Proxy;

/// <summary>Who makes a request: a feature of it, if callers must say.</summary>
/// <param name="Id">The operator's name of the caller.</param>
internal sealed record CallerIdentity(string Id)
{
    /// <summary>Names of models that it may ask for, or their beginnings with a <c>*</c>; empty for all.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>Requests that it may send in a minute; <c>null</c> for as many as it likes.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Who makes a request; <c>null</c> where everybody may.</summary>
    public static string? Of(HttpContext context) => context.Features.Get<CallerIdentity>()?.Id;

    /// <summary>Whether it may ask for a model.</summary>
    public bool MayAsk(string model)
    {
        if (Models.IsEmpty)
        {
            return true;
        }

        foreach (var allowed in Models)
        {
            var isAllowed = allowed.EndsWith('*')
                ? model.AsSpan().StartsWith(allowed.AsSpan(0, allowed.Length - 1), StringComparison.OrdinalIgnoreCase)
                : string.Equals(model, allowed, StringComparison.OrdinalIgnoreCase);
            if (isAllowed)
            {
                return true;
            }
        }

        return false;
    }
}
