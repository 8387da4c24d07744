using Aimux.Dashboard.Components.Dialogs;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Testing;
using Microsoft.AspNetCore.Components;

namespace Aimux.Dashboard.Components.Providers;

/// <summary>What is typed about a provider.</summary>
public abstract class ProviderForm : ChangeForm
{
    private static readonly string[] Shown =
    [
        "id",
        "base_url",
        "models",
        "dialect",
        "messages_url",
        "connect_timeout",
        "first_event_timeout",
        "answer_timeout",
        "idle_timeout",
    ];

    /// <summary>The provider to edit; <c>null</c> to add one.</summary>
    [Parameter]
    public ProviderRow? Row { get; set; }

    /// <summary>The preset to begin with; empty for none.</summary>
    [Parameter]
    public string? Preset { get; set; }

    /// <summary>Tries connections.</summary>
    [Inject]
    protected IConnectionTester Tester { get; set; } = default!;

    protected bool IsNew => Row is null;

    protected string ChosenPreset { get; private set; } = "";

    protected string Id { get; set; } = "";

    protected string BaseUrl { get; set; } = "";

    protected string Models { get; set; } = "";

    protected string Dialect { get; set; } = "";

    protected string MessagesUrl { get; set; } = "";

    protected string ConnectTimeout { get; set; } = "";

    protected string FirstEventTimeout { get; set; } = "";

    protected string AnswerTimeout { get; set; } = "";

    protected string IdleTimeout { get; set; } = "";

    protected string Pasted { get; set; } = "";

    protected List<KeyDraft> Keys { get; } = [];

    protected ConnectionReport? Report { get; private set; }

    protected bool IsTesting { get; private set; }

    protected string? PresetUrl => Store.Presets.FirstOrDefault(preset => preset.Id == ChosenPreset)?.BaseUrl;

    protected string BaseUrlHelp =>
        PresetUrl is null ? "Where its API starts, such as https://api.example.com/v1." : "Empty is the preset's.";

    /// <summary>What concerns no field that is shown.</summary>
    protected ImmutableArray<Finding> OtherFindings =>
        [
            .. Others(Shown)
                .Where(finding => finding.Field?.StartsWith("keys[", StringComparison.Ordinal) != true || !IsNew),
        ];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (Row is not { } row)
        {
            Choose(Preset ?? "");
            AddKey();
            return;
        }

        (Id, BaseUrl, Dialect) = (row.Id, row.BaseUrl ?? "", row.Dialect ?? "");
        (ChosenPreset, MessagesUrl) = (row.Preset ?? row.Id, row.MessagesUrl ?? "");
        Models = row.Models.IsDefault ? "" : string.Join(' ', row.Models);
        (ConnectTimeout, FirstEventTimeout) = (row.ConnectTimeout ?? "", row.FirstEventTimeout ?? "");
        (AnswerTimeout, IdleTimeout) = (row.AnswerTimeout ?? "", row.IdleTimeout ?? "");
    }

    protected override ConfigurationChange ToChange()
    {
        var row = ToRow();
        return IsNew
            ? new ConfigurationChange.AddProvider(
                row,
                [.. Keys.Where(IsTyped).Select(key => new NewKey(key.Row(row.Id), key.Secret.Trim()))]
            )
            : new ConfigurationChange.EditProvider(row);
    }

    protected override object Result => Id.Trim();

    /// <summary>What is wrong with a field of a key.</summary>
    protected Func<string, IEnumerable<string>> KeyErrors(int place) => field => ErrorsOf($"keys[{place}].{field}");

    /// <summary>A preset's name is a good name for the row, as long as nobody typed another one.</summary>
    protected void Choose(string preset)
    {
        if (Id.Length == 0 || Id == ChosenPreset)
        {
            Id = preset;
        }

        ChosenPreset = preset;
    }

    protected void AddKey() => Keys.Add(new KeyDraft { Id = Keys.Count == 0 ? "main" : $"key-{Keys.Count + 1}" });

    protected Task RemoveKey(KeyDraft key) => Edit(() => Keys.Remove(key));

    protected Task Move(int place, int by) =>
        Edit(() => (Keys[place], Keys[place + by]) = (Keys[place + by], Keys[place]));

    protected Task TakePasted() =>
        Edit(() =>
        {
            var many = KeyDraft.Many(Pasted, Keys.Where(IsTyped).Select(key => key.Id)).ToList();
            Keys.RemoveAll(key => !IsTyped(key));
            Keys.AddRange(many);
            Pasted = "";
        });

    protected Task TakeModels() => Edit(() => Models = string.Join(' ', Report!.Models.Take(200)));

    protected async Task Test()
    {
        IsTesting = true;
        try
        {
            var secret = Keys.FirstOrDefault(key => key.Secret.Trim().Length > 0)?.Secret.Trim();
            var known = IsNew ? null : Store.Current.Keys.FirstOrDefault(key => key.Provider == Row!.Id && key.Enabled);
            Report = await Tester.Test(new ConnectionProbe(ToRow(), known?.FullId, secret), CancellationToken.None);
        }
        finally
        {
            IsTesting = false;
        }
    }

    private ProviderRow ToRow() =>
        new(
            Id.Trim(),
            ChosenPreset.Length == 0 || ChosenPreset == Id.Trim() ? null : ChosenPreset,
            Given(BaseUrl),
            Given(Dialect),
            Given(MessagesUrl),
            Row?.Responses,
            [.. Models.Split([' ', '\n', '\t', ','], StringSplitOptions.RemoveEmptyEntries)],
            Row?.Enabled ?? true,
            Given(ConnectTimeout),
            Given(FirstEventTimeout),
            Given(AnswerTimeout),
            Given(IdleTimeout)
        );

    /// <summary>A key that nobody filled in is not one: some providers need none.</summary>
    private static bool IsTyped(KeyDraft key) => key.Secret.Trim().Length > 0;

    private static string? Given(string text) => text.Trim() is { Length: > 0 } given ? given : null;
}
