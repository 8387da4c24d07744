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
}
