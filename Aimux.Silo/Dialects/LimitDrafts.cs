using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects;

/// <summary>The limits of one answer while its headers are read. Their number and names are bounded: a provider chooses them.</summary>
internal sealed class LimitDrafts
{
    private const int Most = 16;
    private const int LongestName = 48;

    private const double SecondsPerYear = 366 * 86_400.0;

    // Names that come with every answer are not made anew for each.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownNames = FrozenSet
        .Create(
            StringComparer.OrdinalIgnoreCase,
            "requests",
            "tokens",
            "input-tokens",
            "output-tokens",
            "requests-minute",
            "requests-hour",
            "requests-day",
            "tokens-minute",
            "tokens-hour",
            "tokens-day",
            "unified-5h",
            "unified-7d"
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly List<LimitDraft> _drafts = new(4);

    /// <summary>The draft of this name.</summary>
    /// <returns><c>null</c> if there are too many, or the name is none.</returns>
    public LimitDraft? Find(ReadOnlySpan<char> name, LimitUnit unit)
    {
        foreach (var draft in _drafts)
        {
            if (name.Equals(draft.Name, StringComparison.OrdinalIgnoreCase))
            {
                return draft;
            }
        }

        if (_drafts.Count >= Most || name.IsEmpty || name.Length > LongestName)
        {
            return null;
        }

        var known = KnownNames.TryGetValue(name, out var same) ? same : name.ToString().ToLowerInvariant();
        var added = new LimitDraft(known, unit);
        _drafts.Add(added);
        return added;
    }

    public ImmutableArray<ReportedLimit> Finish()
    {
        var limits = ImmutableArray.CreateBuilder<ReportedLimit>(_drafts.Count);
        foreach (var draft in _drafts)
        {
            if (draft.SaysSomething)
            {
                limits.Add(draft.Finish());
            }
        }

        return limits.DrainToImmutable();
    }

    /// <summary>A count; one that is overdrawn is nothing, and one that is no number is not known.</summary>
    public static double? Count(ReadOnlySpan<char> text)
    {
        const NumberStyles style = NumberStyles.Float;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out var count) && double.IsFinite(count)
            ? Math.Max(0, count)
            : null;
    }

    /// <summary>Seconds as a span of time that makes sense.</summary>
    public static TimeSpan? Seconds(ReadOnlySpan<char> text) =>
        Count(text) is { } seconds && seconds <= SecondsPerYear ? TimeSpan.FromSeconds(seconds) : null;
}
