using Aimux.Dashboard;
using Aimux.Dashboard.Access;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Drills;
using Aimux.Dashboard.Testing;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace Aimux.Tests.Components;

/// <summary>Components without a browser, a silo or a file: what they ask of the silo is played.</summary>
internal sealed class PageContext : BunitContext
{
    public PageContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddAimuxDashboard();
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IConfigurationStore>(Store);
        Services.AddSingleton<IConnectionTester>(Tester);
        Services.AddSingleton<IDrillBoard>(Drills);
        Services.AddSingleton<IPasswords>(Passwords);
        Services.AddSingleton<ISessions>(Passwords);
        Services.AddSingleton<IBackups>(Store);
        ScriptedCatalog.Create(out var grains);
        Services.AddSingleton(grains);
        Services.AddSingleton<ICatalogView>(Cluster);
        Services.AddSingleton<IClusterWatch>(Cluster);
        Services.AddSingleton<IQuotaView>(Cluster);
    }

    public FakeTimeProvider Time { get; } = new(Some.Time);

    public PlayedStore Store { get; } = new();

    public PlayedCluster Cluster { get; } = new();

    public PlayedTester Tester { get; } = new();

    public PlayedDrills Drills { get; } = new();

    public PlayedPasswords Passwords { get; } = new();

    /// <summary>What was said in a corner of the page.</summary>
    public IEnumerable<string?> Said =>
        Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(shown => shown.Message);

    /// <summary>Opens a dialog.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="dialog">The open dialog.</param>
    /// <returns>All that is shown.</returns>
    public IRenderedComponent<MudDialogProvider> Open<T>(
        string title,
        DialogParameters<T> parameters,
        out IDialogReference dialog
    )
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        Render<MudPopoverProvider>();
        var provider = Render<MudDialogProvider>();
        var dialogs = Services.GetRequiredService<IDialogService>();
        IDialogReference? opened = null;
        provider
            .InvokeAsync(async () => opened = await dialogs.ShowAsync<T>(title, parameters))
            .GetAwaiter()
            .GetResult();
        dialog = opened!;
        return provider;
    }

    /// <summary>Lets an event go on to its end, whatever pauses are in it.</summary>
    public async Task Settle(Task handled)
    {
        await Until.Holds(
            "the event comes to its end",
            () =>
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                return handled.IsCompleted;
            }
        );
        await handled;
    }
}
