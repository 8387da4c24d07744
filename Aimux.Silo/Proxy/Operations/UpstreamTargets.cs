using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Operations;

/// <summary>
/// Finds where a provider does what a caller asks for: in the caller's own protocol if the provider speaks it, else in
/// chat, else in Anthropic Messages.
/// </summary>
internal sealed class UpstreamTargets(ProviderDefinition provider)
{
    /// <summary>Until a protocol that a provider turned out not to have is asked for again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Operation, UpstreamTarget?> _targets = new();
    private readonly ConcurrentDictionary<WireProtocol, DateTimeOffset> _missing = new();

    /// <returns><c>null</c> if its API has nothing of the kind.</returns>
    public UpstreamTarget? Find(Operation operation, DateTimeOffset now)
    {
        if (!_missing.IsEmpty && operation.Protocol is { } protocol && _missing.TryGetValue(protocol, out var until))
        {
            if (now < until)
            {
                return Otherwise();
            }

            _missing.TryRemove(protocol, out _);
        }

        return FindNative(operation);
    }

    /// <summary>Notes that the provider does not have a protocol that it was thought to have.</summary>
    /// <returns>Whether it can be asked in another one instead.</returns>
    public bool GiveUp(WireProtocol protocol, DateTimeOffset now)
    {
        if (
            protocol == WireProtocol.Chat
            || Otherwise() is not { } other
            || other.Protocol == protocol
            || _missing.TryGetValue(protocol, out var until) && now < until
        )
        {
            return false;
        }

        _missing[protocol] = now + Patience;
        return true;
    }

    /// <summary>Where the provider should do it, whatever it said: for what no other protocol can say.</summary>
    public UpstreamTarget? FindNative(Operation operation) =>
        _targets.GetOrAdd(operation, static (operation, targets) => targets.Make(operation), this);

    private string? OpenAi => provider.Dialect == Dialect.OpenAi ? provider.BaseUrl : null;

    private string? Messages =>
        provider.Dialect == Dialect.Anthropic ? provider.BaseUrl
        : provider.MessagesUrl.Length > 0 ? provider.MessagesUrl
        : null;

    private UpstreamTarget? Make(Operation operation)
    {
        return operation.Protocol switch
        {
            null when operation == Operation.CountTokens => At(Messages, operation.Path, null, true),
            null => At(OpenAi, operation.Path, null, false),
            WireProtocol.Messages when Messages is not null => At(Messages, Operation.Messages),
            WireProtocol.Responses when OpenAi is not null && provider.Responses => At(OpenAi, Operation.Responses),
            _ => Otherwise(),
        };
    }

    private UpstreamTarget? Otherwise() => At(OpenAi, Operation.Chat) ?? At(Messages, Operation.Messages);

    private static UpstreamTarget? At(string? api, Operation operation) =>
        At(api, operation.Path, operation.Protocol, operation.Protocol == WireProtocol.Messages);

    private static UpstreamTarget? At(string? api, string path, WireProtocol? protocol, bool isMessagesApi) =>
        api is null ? null : new UpstreamTarget(new Uri(api + path), protocol, isMessagesApi);
}
