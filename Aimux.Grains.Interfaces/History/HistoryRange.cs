namespace Aimux.Grains.Interfaces.History;

/// <summary>How far back people look.</summary>
public enum HistoryRange
{
    /// <summary>60 points of 5 s.</summary>
    FiveMinutes = 0,

    /// <summary>60 points of 1 min.</summary>
    Hour = 1,

    /// <summary>96 points of 15 min.</summary>
    Day = 2,
}
