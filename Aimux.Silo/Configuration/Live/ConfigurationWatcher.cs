using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Configuration.Live;

/// <summary>
/// Tells when a file became another, by whatever way: written, replaced, removed, made, given away, its link turned. It
/// looks at the file every 250 ms instead of asking the system for notices: those are silent on network disks and mounted
/// folders, limited in number, and about folders that must be there already; a look costs three system calls.
/// </summary>
internal sealed class ConfigurationWatcher(ConfigurationFile file, TimeProvider time)
{
    private const int MostLooks = 100;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(600);

    private FileStamp _seen = FileStamp.Of(file);

    /// <summary>The longest time from the last write to the end of <see cref="Changed"/>.</summary>
    public static TimeSpan Longest => Pace + Rest;

    /// <summary>
    /// Waits until the file is another than at the last call, or at the beginning, and has been left alone for a moment.
    /// </summary>
    /// <param name="again">Whether to look again soon, changed or not.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Changed(bool again, CancellationToken cancellation)
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
            if (again && FileStamp.Of(file) == _seen)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Whoever writes in place may stop half-way, and half a file can be one without mistakes. A file that replaces
    /// another is complete, and waits only for the next one of a row.
    /// </summary>
    private async Task<FileStamp> Settle(FileStamp stamp, CancellationToken cancellation)
    {
        var quiet = TimeSpan.Zero;
        for (var looks = 0; looks < MostLooks && quiet < (stamp.Replaces(_seen) ? Step : Rest); looks++)
        {
            await Task.Delay(Step, time, cancellation);
            var later = FileStamp.Of(file);
            quiet = later == stamp ? quiet + Step : TimeSpan.Zero;
            stamp = later;
        }

        return stamp;
    }
}
