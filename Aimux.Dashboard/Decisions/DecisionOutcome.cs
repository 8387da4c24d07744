namespace Aimux.Dashboard.Decisions;

/// <summary>How a request ended for its caller.</summary>
public enum DecisionOutcome
{
    /// <summary>It is under way.</summary>
    UnderWay = 0,

    /// <summary>It was served.</summary>
    Served = 1,

    /// <summary>It was refused for a fault of its own: 4xx.</summary>
    Rejected = 2,

    /// <summary>Nobody served it: 429 and 5xx, or a stream that broke.</summary>
    Failed = 3,

    /// <summary>Its caller left.</summary>
    CallerLeft = 4,
}
