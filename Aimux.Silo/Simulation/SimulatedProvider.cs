using System.Net;
using Aimux.Silo.Simulation.Recording;

namespace Aimux.Silo.Simulation;

/// <summary>
/// A provider of models that are made up: a real HTTP server on loopback that speaks OpenAI's and Anthropic's
/// protocols, at a pace and with faults to choose.
/// </summary>
internal sealed class SimulatedProvider : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly LoopbackServer _server;
    private readonly SemaphoreSlim _serverGate = new(1, 1);
    private readonly Lock _settingsGate = new();
    private readonly CancellationTokenSource _disposal = new();
    private volatile ActiveSettings _active;
    private Task _refusal = Task.CompletedTask;
    private long _serverChanges;
    private bool _disposed;

    private SimulatedProvider(string name, IPEndPoint listen, SimulatedProviderSettings settings, TimeProvider time)
    {
        Name = name;
        _time = time;
        _active = new ActiveSettings(settings, time, previous: null);
        _server = new LoopbackServer(listen, new SimulationApplication(this, time), Stats);
        BaseUrl = new Uri($"http://{_server.EndPoint}/v1");
    }

    public string Name { get; }

    /// <summary>For example http://127.0.0.1:18080/v1.</summary>
    public Uri BaseUrl { get; }

    public SimulatedProviderStats Stats { get; } = new();

    /// <summary>How the provider behaves. A change is checked, and holds from the next request.</summary>
    /// <exception cref="ArgumentException">A member is out of its range; the text names it.</exception>
    public SimulatedProviderSettings Settings
    {
        get => _active.Settings;
        set => Change(_ => value);
    }

    /// <summary>The last requests, the oldest first; none unless the settings say how many to keep.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _active.Requests?.List() ?? [];

    internal ActiveSettings Active => _active;

    /// <summary>Starts a provider on a loopback address; port 0 takes any free one.</summary>
    public static async Task<SimulatedProvider> StartAsync(
        string name,
        IPEndPoint listen,
        SimulatedProviderSettings settings,
        TimeProvider? time = null,
        CancellationToken ct = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(listen);
        if (!IPAddress.IsLoopback(listen.Address))
        {
            throw new ArgumentException($"listen must be a loopback address, but is {listen}.", nameof(listen));
        }

        var provider = new SimulatedProvider(name, listen, settings, time ?? TimeProvider.System);
        try
        {
            await provider._server.Open(ct);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes away as if killed: connects are refused, and open connections reset.</summary>
    public Task RefuseConnectionsAsync() => SetOpen(open: false, Interlocked.Increment(ref _serverChanges));

    /// <summary>Listens again, on the same port.</summary>
    public Task AcceptConnectionsAsync() => SetOpen(open: true, Interlocked.Increment(ref _serverChanges));

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _disposal.CancelAsync();
        await _refusal;
        await RefuseConnectionsAsync();
        _server.Dispose();
        _serverGate.Dispose();
        _disposal.Dispose();
    }

    /// <summary>Changes the settings in one step.</summary>
    internal void Change(Func<SimulatedProviderSettings, SimulatedProviderSettings> change)
    {
        lock (_settingsGate)
        {
            _active = new ActiveSettings(change(_active.Settings), _time, _active);
        }
    }

    /// <summary>Refuses connections from now for a while, unless refusing or accepting is asked for before its end.</summary>
    internal void RefuseFor(TimeSpan duration)
    {
        var change = Interlocked.Increment(ref _serverChanges);
        var earlier = _refusal;
        _refusal = Task.Run(Refuse);

        async Task Refuse()
        {
            try
            {
                await SetOpen(open: false, change);
                await Task.Delay(duration, _time, _disposal.Token);
                await SetOpen(open: true, change);
            }
            catch (OperationCanceledException)
            {
                // Disposed while refusing.
            }

            await earlier;
        }
    }

    /// <summary>Opens or closes the server, unless a later change was asked for meanwhile.</summary>
    private async Task SetOpen(bool open, long change)
    {
        await _serverGate.WaitAsync();
        try
        {
            if (change != Interlocked.Read(ref _serverChanges) || open == _server.IsOpen)
            {
                return;
            }

            await (open ? _server.Open(CancellationToken.None) : _server.Close());
        }
        finally
        {
            _serverGate.Release();
        }
    }
}
