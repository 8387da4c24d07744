using Aimux.Dashboard.Live;

namespace Aimux.Dashboard.Components.Controls;

/// <summary>What a condition is called, and how it looks: a shape of its own for each, since colour alone tells nothing.</summary>
public static class ConditionText
{
    /// <summary>In words.</summary>
    public static string Of(Condition condition) =>
        condition switch
        {
            Condition.Ready => "Ready",
            Condition.Unknown => "Not used yet",
            Condition.Degraded => "Degraded",
            Condition.Cooling => "Cooling",
            Condition.QuotaExhausted => "Quota exhausted",
            Condition.AuthFailed => "Auth failed",
            Condition.Paused => "Paused",
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "There is no such condition."),
        };

    /// <summary>As an icon.</summary>
    public static string Icon(Condition condition) =>
        condition switch
        {
            Condition.Ready => Icons.Material.Filled.CheckCircle,
            Condition.Unknown => Icons.Material.Outlined.HelpOutline,
            Condition.Degraded => Icons.Material.Filled.Warning,
            Condition.Cooling => Icons.Material.Filled.HourglassBottom,
            Condition.QuotaExhausted => Icons.Material.Filled.MoneyOff,
            Condition.AuthFailed => Icons.Material.Filled.KeyOff,
            _ => Icons.Material.Filled.PauseCircle,
        };

    /// <summary>As a class of colour.</summary>
    public static string Class(Condition condition) =>
        condition switch
        {
            Condition.Ready => "good",
            Condition.Degraded or Condition.Cooling => "warn",
            Condition.QuotaExhausted or Condition.AuthFailed => "bad",
            _ => "quiet",
        };
}
