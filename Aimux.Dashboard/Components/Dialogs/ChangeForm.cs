using Aimux.Dashboard.Configuration;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Aimux.Dashboard.Components.Dialogs;

/// <summary>
/// A form that becomes a change of the configuration: checked while it is typed, made for the version that it began with,
/// and, where others changed the file meanwhile, kept as it was typed.
/// </summary>
public abstract class ChangeForm : ComponentBase, IDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _gone = new();
    private string? _version;
    private long _edits;
    private bool _isMistakeToShow;

    /// <summary>The configuration.</summary>
    [Inject]
    protected IConfigurationStore Store { get; set; } = default!;

    /// <summary>The clock of the pause before a check.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The dialog around it.</summary>
    [CascadingParameter]
    protected IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>What is wrong with what was typed.</summary>
    protected ImmutableArray<Finding> Findings { get; private set; } = [];

    /// <summary>Whether it is being saved.</summary>
    protected bool IsSaving { get; private set; }

    /// <summary>The token of a caller that was added.</summary>
    protected string? Token { get; private set; }

    /// <summary>Whether others changed the configuration since it began.</summary>
    protected bool IsStale { get; private set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the dialog gives back when it was saved.</summary>
    protected virtual object Result => true;

    /// <summary>What was typed, as a change.</summary>
    protected abstract ConfigurationChange ToChange();

    protected override void OnInitialized() => _version = Store.Current.Version ?? "";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isMistakeToShow)
        {
            _isMistakeToShow = false;
            await Js.InvokeVoidAsync("aimux.showMistake", _gone.Token);
        }
    }

    /// <summary>What is wrong with one field.</summary>
    protected IEnumerable<string> ErrorsOf(string field) =>
        Findings.Where(finding => finding.IsError && finding.Field == field).Select(finding => finding.Message);

    /// <summary>What is wrong with none of the fields that the form has.</summary>
    protected ImmutableArray<Finding> Others(params string[] fields) =>
        [.. Findings.Where(finding => finding.IsError && !fields.Contains(finding.Field, StringComparer.Ordinal))];

    /// <summary>Takes up what was typed.</summary>
    protected Task Edit(Action edit)
    {
        edit();
        return OnEdited();
    }

    /// <summary>What an input holds now.</summary>
    protected static string Text(ChangeEventArgs change) => change.Value as string ?? "";

    /// <summary>Something was typed: check it when the typing pauses.</summary>
    protected async Task OnEdited()
    {
        var edit = ++_edits;
        try
        {
            await Task.Delay(Debounce, Time, _gone.Token);
            if (edit == _edits)
            {
                var outcome = await Store.Check(ToChange(), _gone.Token);
                if (edit == _edits)
                {
                    Findings = outcome.Findings;
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed.
        }
    }

    /// <summary>Saves, and closes the dialog if that worked.</summary>
    protected async Task Save()
    {
        IsSaving = true;
        _edits++;
        try
        {
            var outcome = await Store.Apply(ToChange(), _version, _gone.Token);
            IsStale = outcome.Result == ChangeResult.Changed;
            Findings = outcome.Findings;
            _isMistakeToShow = !outcome.IsMade;
            if (outcome.IsMade)
            {
                Token = outcome.Token;
                Dialog.Close(DialogResult.Ok(Result));
            }
        }
        finally
        {
            IsSaving = false;
        }
    }

    /// <summary>Saves over what others changed: only the rows of this form are touched.</summary>
    protected Task SaveAnyway()
    {
        _version = Store.Current.Version ?? "";
        IsStale = false;
        return Save();
    }
}
