namespace Aimux.Dashboard.Components.Dialogs;

/// <summary>Ways to open dialogs.</summary>
public static class DialogServiceExtensions
{
    private static readonly DialogOptions Small = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.ExtraSmall };

    /// <summary>For forms: a click beside it does not throw away what was typed.</summary>
    public static DialogOptions Form { get; } =
        new()
        {
            BackdropClick = false,
            CloseOnEscapeKey = true,
            CloseButton = true,
            FullWidth = true,
            MaxWidth = MaxWidth.Medium,
        };

    /// <summary>Asks before something is lost.</summary>
    public static async Task<bool> Confirm(this IDialogService dialogs, string title, string text, string action)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Action, action },
        };
        var shown = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, Small);
        return await shown.Result is { Canceled: false };
    }
}
