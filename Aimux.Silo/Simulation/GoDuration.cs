using System.Globalization;
using System.Text;

namespace Aimux.Silo.Simulation;

/// <summary>Durations as Go prints them and OpenAI's reset headers carry them: 0s, 120ms, 1.5s, 6m0s, 1h0m0s.</summary>
internal static class GoDuration
{
    /// <summary>Rounds up to whole milliseconds, so a client that waits it out is never early.</summary>
    public static string Format(TimeSpan duration)
    {
        var milliseconds = (duration.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        if (milliseconds <= 0)
        {
            return "0s";
        }

        if (milliseconds < 1000)
        {
            return $"{milliseconds}ms";
        }

        var text = new StringBuilder();
        var minutes = milliseconds / 60_000;
        if (minutes >= 60)
        {
            text.Append(minutes / 60).Append('h');
        }

        if (minutes > 0)
        {
            text.Append(minutes % 60).Append('m');
        }

        var seconds = milliseconds % 60_000 / 1000m;
        return text.Append(seconds.ToString("0.###", CultureInfo.InvariantCulture)).Append('s').ToString();
    }
}
