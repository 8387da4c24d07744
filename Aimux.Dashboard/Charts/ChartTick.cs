namespace Aimux.Dashboard.Charts;

/// <summary>A label of an axis.</summary>
/// <param name="Place">Where, 0 (left, bottom) to 1 (right, top).</param>
/// <param name="Text">What it says.</param>
public readonly record struct ChartTick(double Place, string Text);
