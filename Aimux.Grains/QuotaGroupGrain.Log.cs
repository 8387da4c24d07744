using Aimux.Grains.Interfaces.Health;
using Microsoft.Extensions.Logging;

namespace Aimux.Grains;

internal sealed partial class QuotaGroupGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} rests for {Rest}: {Reason}")]
    private partial void LogRests(string key, TimeSpan rest, AttemptOutcome reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of key {Key} was not stored")]
    private partial void LogNotKept(string key, Exception failure);
}
