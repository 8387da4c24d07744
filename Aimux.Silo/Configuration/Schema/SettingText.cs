using System.Globalization;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Schema;

/// <summary>Values of settings as people read and write them.</summary>
internal static class SettingText
{
    /// <summary>A value as the file would have it; secrets masked, nothing for no value.</summary>
    public static string Format(object? value) =>
        value switch
        {
            null => "",
            bool yes => yes ? "true" : "false",
            TimeSpan time => DurationText.Format(time),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            Enum name => name.ToString().ToLowerInvariant(),
            _ => value.ToString() ?? "",
        };

    /// <summary>Reads a value.</summary>
    /// <param name="schema">What it must be.</param>
    /// <param name="text">As the file has it.</param>
    /// <param name="value">What it is; <c>null</c> if there is a mistake.</param>
    /// <param name="mistake">What was expected; never the text itself.</param>
    public static bool TryParse(SettingSchema schema, string text, out object? value, out string? mistake)
    {
        (value, mistake) = schema.Kind switch
        {
            SettingKind.Text => (text, null),
            SettingKind.WholeNumber => int.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var whole
            )
                ? (whole, null)
                : ((object?)null, "a whole number"),
            SettingKind.Number => double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? (number, null)
                : (null, "a number"),
            SettingKind.YesNo => text switch
            {
                "true" => (true, null),
                "false" => (false, null),
                _ => (null, "true or false"),
            },
            SettingKind.Duration => DurationText.TryParse(text, out var time)
                ? (time, null)
                : (null, "a time with its unit, such as 250ms, 5s, 10m or 1h30m"),
            SettingKind.Size => ByteSize.TryParse(text, out var size)
                ? (size, null)
                : (null, "a size such as 64 MiB or 512 KiB"),
            SettingKind.Address => ParseAddress(text),
            SettingKind.Secret => SecretReference.TryParse(text, out var secret, out var why)
                ? (secret, null)
                : (null, why),
            SettingKind.Choice => schema.Choices.Contains(text, StringComparer.Ordinal)
                ? (Enum.Parse(schema.ValueType, text, ignoreCase: true), null)
                : (null, $"one of {string.Join(", ", schema.Choices)}"),
            _ => (null, "settings below it"),
        };
        if (value is not null && schema.Range is { } range && !IsWithin(schema, range, value))
        {
            (value, mistake) = (null, $"{range.Replace("..", " to ", StringComparison.Ordinal)}");
        }

        return value is not null;
    }

    private static (object?, string?) ParseAddress(string text)
    {
        try
        {
            return (ListenAddress.Parse(text), null);
        }
        catch (FormatException)
        {
            return (null, "an IP address and a port as in http://127.0.0.1:8080");
        }
    }

    private static bool IsWithin(SettingSchema schema, string range, object value)
    {
        var middle = range.IndexOf("..", StringComparison.Ordinal);
        return Size(schema, value) >= Size(schema, range[..middle])
            && Size(schema, value) <= Size(schema, range[(middle + 2)..]);
    }

    private static double Size(SettingSchema schema, string bound) =>
        schema.Kind switch
        {
            SettingKind.Duration when DurationText.TryParse(bound, out var time) => time.TotalSeconds,
            SettingKind.Size when ByteSize.TryParse(bound, out var size) => size.Bytes,
            _ => double.Parse(bound, CultureInfo.InvariantCulture),
        };

    private static double Size(SettingSchema schema, object value) =>
        value switch
        {
            TimeSpan time => time.TotalSeconds,
            ByteSize size => size.Bytes,
            int number => number,
            double number => number,
            _ => throw new InvalidOperationException($"{schema.Name} has a range, but is no number."),
        };
}
