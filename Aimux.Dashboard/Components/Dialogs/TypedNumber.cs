namespace Aimux.Dashboard.Components.Dialogs;

/// <summary>A whole number as it is typed into a form.</summary>
internal static class TypedNumber
{
    /// <returns><c>null</c> for nothing; what is no number becomes one that every check refuses.</returns>
    public static int? Read(string text) =>
        text.Trim().Length == 0 ? null
        : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : -1;
}
