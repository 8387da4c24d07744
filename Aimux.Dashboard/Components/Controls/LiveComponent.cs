using Aimux.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Aimux.Dashboard.Components.Controls;

/// <summary>A component that shows the live cluster, and is rendered again when that changes.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private IDisposable? _attachment;

    /// <summary>What this circuit sees.</summary>
    [Inject]
    protected LiveView View { get; set; } = default!;

    /// <summary>The cluster as it is to be shown.</summary>
    protected ClusterSnapshot Snapshot => View.Snapshot;

    public void Dispose()
    {
        _attachment?.Dispose();
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => _attachment = View.Attach(OnChanged);

    /// <summary>Called for each change before the component is rendered again; false to let it pass.</summary>
    protected virtual bool Concerns() => true;

    /// <summary>What else is to be let go of.</summary>
    protected virtual void Dispose(bool isDisposing) { }

    private void OnChanged() =>
        _ = InvokeAsync(() =>
        {
            if (Concerns())
            {
                StateHasChanged();
            }
        });
}
