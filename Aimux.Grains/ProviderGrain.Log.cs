using Aimux.Grains.Interfaces.Health;
using Microsoft.Extensions.Logging;

namespace Aimux.Grains;

internal sealed partial class ProviderGrain
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Breaker of {Provider} went from {Before} to {After}, next probe at {ReopensAt}"
    )]
    private partial void LogBreaker(
        string provider,
        BreakerStatus before,
        BreakerStatus after,
        DateTimeOffset? reopensAt
    );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Provider} is not asked for {Model} until {Until}: {Reason}"
    )]
    private partial void LogModelRests(string provider, string model, DateTimeOffset until, AttemptOutcome reason);
}
