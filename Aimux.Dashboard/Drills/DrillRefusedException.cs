namespace Aimux.Dashboard.Drills;

/// <summary>A drill that cannot begin.</summary>
/// <param name="field">What of it is at fault: <c>provider</c>, <c>key</c>, <c>failure</c> or <c>seconds</c>.</param>
/// <param name="message">For who asked: what was wrong, what was expected.</param>
public sealed class DrillRefusedException(string field, string message) : Exception(message)
{
    /// <summary>What of it is at fault.</summary>
    public string Field { get; } = field;
}
