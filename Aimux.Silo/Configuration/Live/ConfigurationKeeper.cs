using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Aimux.Silo.Configuration.Live;

/// <summary>Puts the configuration in force at the start, and keeps Aimux in step with its file: when the file changes, and when it is told by SIGHUP.</summary>
internal sealed class ConfigurationKeeper(LiveConfiguration live, ConfigurationStart start, TimeProvider time)
    : BackgroundService
{
    // Several signals at once are one wish.
    private readonly Channel<bool> _told = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private PosixSignalRegistration? _signal;

    /// <summary>Listens to signals before anybody can know that it runs.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await live.Begin(cancellationToken);
        if (start.File is not null)
        {
            if (!OperatingSystem.IsWindows())
            {
                _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Obey);
            }

            await base.StartAsync(cancellationToken);
        }
    }

    public override void Dispose()
    {
        _signal?.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(FollowFile(stoppingToken), FollowSignals(stoppingToken));

    private async Task FollowFile(CancellationToken stopping)
    {
        var watcher = new ConfigurationWatcher(start.File!, time);
        while (true)
        {
            // The first time for what was written between the first reading and the first look.
            await live.Follow(stopping);
            await watcher.Changed(live.MustLookAgain, stopping);
        }
    }

    private async Task FollowSignals(CancellationToken stopping)
    {
        await foreach (var _ in _told.Reader.ReadAllAsync(stopping))
        {
            await live.Reload(stopping);
        }
    }

    private void Obey(PosixSignalContext signal)
    {
        signal.Cancel = true; // else it would end the process
        _told.Writer.TryWrite(true);
    }
}
