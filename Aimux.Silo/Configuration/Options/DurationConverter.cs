using System.Text.Json;

namespace Aimux.Silo.Configuration.Options;

internal sealed class DurationConverter : TextConverter<TimeSpan>
{
    protected override string Expected => "a time with its unit such as 250ms, 5s or 1m30s";

    protected override TimeSpan Parse(string text) =>
        DurationText.TryParse(text, out var time)
            ? time
            : throw new JsonException($"'{text}' is no time. Expected {Expected}.");

    protected override string Format(TimeSpan value) => DurationText.Format(value);
}
