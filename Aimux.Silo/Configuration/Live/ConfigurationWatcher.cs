using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Configuration.Live;

/// <summary>
/// Tells when a file became another, by whatever way: written, replaced, removed, made, its link turned. It looks at the
/// file every 400 ms instead of asking the system for notices: those are silent on network disks and mounted folders,
/// limited in number, and about folders that must be there already; a look costs two system calls.
/// </summary>
internal sealed class ConfigurationWatcher(ConfigurationFile file, TimeProvider time)
{
    private const int MostUnrest = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private FileStamp _seen = FileStamp.Of(file);

    /// <summary>
    /// Waits until the file is another than at the last call, or at the beginning, and has been left alone for a moment.
    /// </summary>
    public async Task Changed(CancellationToken cancellation)
    {
        while (true)
        {
            var stamp = FileStamp.Of(file);
            if (stamp != _seen)
            {
                _seen = await Settle(stamp, cancellation);
                return;
            }

            await Task.Delay(Pace, time, cancellation);
        }
    }

    private async Task<FileStamp> Settle(FileStamp stamp, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostUnrest; tries++)
        {
            await Task.Delay(Quiet, time, cancellation);
            var later = FileStamp.Of(file);
            if (later == stamp)
            {
                break;
            }

            stamp = later;
        }

        return stamp;
    }
}
