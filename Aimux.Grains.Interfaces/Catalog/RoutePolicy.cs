namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>How a route chooses among its candidates that can serve.</summary>
public enum RoutePolicy
{
    /// <summary>The least predicted time to finish.</summary>
    Fastest = 0,

    /// <summary>The first in the order of the configuration.</summary>
    Ordered = 1,

    /// <summary>By chance, in proportion to the weights.</summary>
    Weighted = 2,

    /// <summary>The least price of the request; of equal prices the fastest.</summary>
    Cheapest = 3,

    /// <summary>A conversation stays where it began, as long as that can serve.</summary>
    Sticky = 4,
}
