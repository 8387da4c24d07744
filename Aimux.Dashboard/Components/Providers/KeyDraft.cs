using Aimux.Dashboard.Components.Dialogs;
using Aimux.Dashboard.Configuration;

namespace Aimux.Dashboard.Components.Providers;

/// <summary>A key as it is typed.</summary>
public sealed class KeyDraft
{
    public string Id { get; set; } = "";

    public string Secret { get; set; } = "";

    public string Group { get; set; } = "";

    public string Rpm { get; set; } = "";

    public string Tpm { get; set; } = "";

    public string Rpd { get; set; } = "";

    public string Concurrency { get; set; } = "";

    public string Weight { get; set; } = "1";

    public bool Enabled { get; set; } = true;

    /// <summary>A key that is there already, without its secret.</summary>
    public static KeyDraft Of(KeyRow row) =>
        new()
        {
            Id = row.Id,
            Group = row.QuotaGroup ?? "",
            Rpm = Text(row.Rpm),
            Tpm = Text(row.Tpm),
            Rpd = Text(row.Rpd),
            Concurrency = Text(row.Concurrency),
            Weight = row.Weight.ToString(CultureInfo.InvariantCulture),
            Enabled = row.Enabled,
        };

    /// <summary>What was typed, as a row. What is no number becomes one that every check refuses.</summary>
    public KeyRow Row(string provider) =>
        new(
            provider,
            Id.Trim(),
            "",
            Group.Trim() is { Length: > 0 } group ? group : null,
            TypedNumber.Read(Rpm),
            TypedNumber.Read(Tpm),
            TypedNumber.Read(Rpd),
            TypedNumber.Read(Concurrency),
            double.TryParse(Weight, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : -1,
            Enabled
        );

    /// <summary>Many keys, one a line, each named <c>NAME SECRET</c> or by its number.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="taken">Names that are there already.</param>
    public static IEnumerable<KeyDraft> Many(string text, IEnumerable<string> taken)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        foreach (var line in text.Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(
                [' ', '\t', '='],
                2,
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            );
            if (words.Length == 0)
            {
                continue;
            }

            var name = words.Length == 2 ? words[0] : "";
            for (var number = 1; name.Length == 0 || !names.Add(name); number++)
            {
                name = $"key-{number}";
            }

            yield return new KeyDraft { Id = name, Secret = words[^1] };
        }
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
