using System.Globalization;

namespace Aimux.Silo.Simulation;

/// <summary>
/// What one request asks of its own answer by the header <c>x-simulate: ttft=50,tps=20,jitter=0.1,tokens=10,
/// fault=rate_limited,retry_after=2</c>. Units and ranges are those of the settings.
/// </summary>
internal sealed record RequestOverrides
{
    public const string Header = "x-simulate";

    public double? TimeToFirstTokenMs { get; private init; }

    public double? TokensPerSecond { get; private init; }

    public double? Jitter { get; private init; }

    public int? OutputTokens { get; private init; }

    public double? RetryAfterSeconds { get; private init; }

    public Fault? Fault { get; private init; }

    public static RequestOverrides Parse(string header)
    {
        var overrides = new RequestOverrides();
        foreach (var entry in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                throw Refuse($"'{entry}' is not of the form name=value.");
            }

            overrides = overrides.With(entry[..equals].Trim(), entry[(equals + 1)..].Trim());
        }

        return overrides;
    }

    private RequestOverrides With(string name, string value) =>
        name switch
        {
            "ttft" => this with { TimeToFirstTokenMs = Number(name, value, SettingsRules.CheckDelay) },
            "tps" => this with { TokensPerSecond = Number(name, value, SettingsRules.CheckPace) },
            "jitter" => this with { Jitter = Number(name, value, SettingsRules.CheckJitter) },
            "tokens" => this with { OutputTokens = (int)Number(name, value, SettingsRules.CheckOutputTokens) },
            "retry_after" => this with { RetryAfterSeconds = Number(name, value, SettingsRules.CheckRetryAfter) },
            "fault" => this with
            {
                Fault = FaultNames.TryParse(value, out var fault)
                    ? fault
                    : throw Refuse($"there is no fault '{value}'."),
            },
            _ => throw Refuse($"there is no '{name}': use ttft, tps, jitter, tokens, retry_after or fault."),
        };

    private static double Number(string name, string value, Action<double> check)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw Refuse($"{name} must be a number, but is '{value}'.");
        }

        try
        {
            check(number);
            return number;
        }
        catch (ArgumentException e)
        {
            throw Refuse(e.Message);
        }
    }

    private static RequestRefusedException Refuse(string why) =>
        new(WireError.Invalid($"{Header} header: {why}", Header, "invalid_value"));
}
