using Aimux.Grains.Interfaces.Health;
using Microsoft.Extensions.Logging;

namespace Aimux.Grains;

internal sealed partial class QuotaGroupGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} rests for {Rest}: {Reason}")]
    private partial void LogRests(string key, TimeSpan rest, AttemptOutcome reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The {Keys} keys of quota group {Group} rest for {Rest}: {Reason}"
    )]
    private partial void LogGroupRests(string group, int keys, TimeSpan rest, AttemptOutcome reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} is not asked for {Model} for {Rest}: {Reason}")]
    private partial void LogModelRests(string key, string model, TimeSpan rest, AttemptOutcome reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Quota group {Group} was refused; learned: at most {PerMinute} requests a minute, {AtOnce} at once"
    )]
    private partial void LogLearned(string group, double? perMinute, int? atOnce);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Key {Key} was refused by its provider and has rested: it is tried again"
    )]
    private partial void LogTried(string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} was tried again and is accepted: it serves on")]
    private partial void LogAccepted(string key);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Key {Key} was tried again and refused again: it rests until {Until}"
    )]
    private partial void LogRefusedAgain(string key, DateTimeOffset? until);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Key {Key} was tried again, which told nothing of it ({Outcome}): the next request tries it once more"
    )]
    private partial void LogTriedInVain(string key, AttemptOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of quota group {Group} was not stored")]
    private partial void LogNotKept(string group, Exception failure);
}
