using System.Runtime.InteropServices;

namespace Aimux.Silo.Simulation;

/// <summary>How one request is to be answered: the settings, with what the request overrides.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RequestPlan(
    double TimeToFirstTokenMs,
    double TokensPerSecond,
    double Jitter,
    int OutputTokens,
    double RetryAfterSeconds,
    Fault? ForcedFault
)
{
    public static RequestPlan Of(SimulatedProviderSettings settings, IHeaderDictionary headers)
    {
        var plan = new RequestPlan(
            settings.TimeToFirstTokenMs,
            settings.TokensPerSecond,
            settings.Jitter,
            settings.OutputTokens,
            settings.RetryAfterSeconds,
            null
        );
        return headers.TryGetValue(RequestOverrides.Header, out var header) && header.Count > 0
            ? plan.With(RequestOverrides.Parse(header.ToString()))
            : plan;
    }

    private RequestPlan With(RequestOverrides overrides) =>
        new(
            overrides.TimeToFirstTokenMs ?? TimeToFirstTokenMs,
            overrides.TokensPerSecond ?? TokensPerSecond,
            overrides.Jitter ?? Jitter,
            overrides.OutputTokens ?? OutputTokens,
            overrides.RetryAfterSeconds ?? RetryAfterSeconds,
            overrides.Fault
        );
}
