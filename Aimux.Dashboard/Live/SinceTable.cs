namespace Aimux.Dashboard.Live;

/// <summary>Since when each subject stands as it does, as far as this process saw it change.</summary>
internal sealed class SinceTable
{
    private readonly Dictionary<string, (Condition Condition, DateTimeOffset? Since)> _known = new(
        StringComparer.Ordinal
    );

    /// <returns><c>null</c> as long as it stands as it did when it was first seen.</returns>
    public DateTimeOffset? Of(string subject, Condition condition, DateTimeOffset now)
    {
        if (!_known.TryGetValue(subject, out var known))
        {
            _known[subject] = (condition, null);
            return null;
        }

        if (known.Condition != condition)
        {
            _known[subject] = known = (condition, now);
        }

        return known.Since;
    }
}
