namespace Aimux.Dashboard.Charts;

/// <summary>A series as it is drawn.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Path">The data of its SVG path.</param>
/// <param name="Latest">Its newest value in words; empty if there is none.</param>
public sealed record DrawnSeries(string Name, string Path, string Latest);
