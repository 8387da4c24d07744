using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Grains.Routing;

/// <summary>Sends requests with special needs to the route that the operator wants for them.</summary>
internal static class Detours
{
    /// <returns>The route itself where no detour fits, or where it leads nowhere. A detour is not followed by another.</returns>
    public static ModelRoute Follow(ModelRoute route, RouteQuery query, CatalogIndex catalog)
    {
        if (route.Detours.IsDefaultOrEmpty)
        {
            return route;
        }

        Detour? chosen = null;
        foreach (var detour in route.Detours)
        {
            if (Fits(detour.When, query) && (chosen is null || detour.When < chosen.When))
            {
                chosen = detour;
            }
        }

        return chosen is null ? route : catalog.Resolve(chosen.To) ?? route;
    }

    private static bool Fits(DetourReason when, RouteQuery query)
    {
        return when switch
        {
            DetourReason.Vision => query.Needs.HasFlag(RequestNeeds.Vision),
            DetourReason.Thinking => query.Needs.HasFlag(RequestNeeds.Reasoning),
            DetourReason.Tools => query.Needs.HasFlag(RequestNeeds.Tools),
            _ => query.Model.Contains("haiku", StringComparison.OrdinalIgnoreCase),
        };
    }
}
