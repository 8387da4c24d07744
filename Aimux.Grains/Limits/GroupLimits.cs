using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains.Limits;

/// <summary>The configured limits of a quota group: what the rows of its keys state.</summary>
internal static class GroupLimits
{
    /// <summary>Where the rows differ, the least that is stated holds; a row that states nothing says nothing.</summary>
    public static KeyLimits Of(ImmutableArray<KeyDefinition> keys) =>
        keys.Length == 1
            ? keys[0].Limits
            : new KeyLimits(
                keys.Min(key => key.Limits.RequestsPerMinute),
                keys.Min(key => key.Limits.TokensPerMinute),
                keys.Min(key => key.Limits.Concurrency),
                keys.Min(key => key.Limits.RequestsPerDay)
            );
}
