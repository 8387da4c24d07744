using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Grains.Routing;

/// <summary>Whether a model can serve a request at all. What is not known of it counts for it.</summary>
internal static class Capability
{
    /// <returns><c>null</c> if it can.</returns>
    public static ExclusionReason? WhyNot(ModelFacts facts, RouteQuery query)
    {
        // Only the prompt counts: a bound of the answer is mostly far above what the answer takes.
        if (query.InputTokens > facts.ContextTokens)
        {
            return ExclusionReason.ContextTooSmall;
        }

        return
            Lacks(facts.Tools, RequestNeeds.Tools, query)
            || Lacks(facts.Vision, RequestNeeds.Vision, query)
            || Lacks(facts.Reasoning, RequestNeeds.Reasoning, query)
            ? ExclusionReason.Incapable
            : null;
    }

    private static bool Lacks(bool? has, RequestNeeds need, RouteQuery query) =>
        has == false && query.Needs.HasFlag(need);
}
