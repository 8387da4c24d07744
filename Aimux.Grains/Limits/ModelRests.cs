using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>The models that one key is not asked for. Bounded, since callers may name what they like.</summary>
internal sealed class ModelRests
{
    public const int Most = 64;

    /// <summary>All of them; those that are over stay until the next one begins.</summary>
    public ImmutableArray<ModelRest> All { get; private set; } = [];

    public DateTimeOffset? Until(string model, DateTimeOffset now)
    {
        foreach (var rest in All)
        {
            if (rest.Until > now && rest.UpstreamModel == model)
            {
                return rest.Until;
            }
        }

        return null;
    }

    /// <returns>Whether it moved: it never moves to an earlier time.</returns>
    public bool Begin(ModelRest rest, DateTimeOffset now)
    {
        if (rest.Until <= now || Until(rest.UpstreamModel, now) >= rest.Until)
        {
            return false;
        }

        var others = All.RemoveAll(known => known.Until <= now || known.UpstreamModel == rest.UpstreamModel);

        // Of too many, the one that would be over first is asked for too early: that costs one attempt.
        All = (others.Length < Most ? others : others.Remove(others.MinBy(known => known.Until)!)).Add(rest);
        return true;
    }

    public void End() => All = [];

    public void Restore(ImmutableArray<ModelRest> kept) => All = kept.IsDefault ? [] : kept;
}
