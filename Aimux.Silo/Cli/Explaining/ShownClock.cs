using System.Globalization;

namespace Aimux.Silo.Cli.Explaining;

/// <summary>Shows times to a person: those of today without their date.</summary>
/// <param name="now">When the question was answered.</param>
/// <param name="zone">Where the person is.</param>
internal sealed class ShownClock(DateTimeOffset now, TimeZoneInfo zone)
{
    public bool IsAhead(DateTimeOffset at) => at > now;

    public string Show(DateTimeOffset at)
    {
        var (there, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var format = there.Date == today.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm";
        return there.ToString(format, CultureInfo.InvariantCulture);
    }
}
