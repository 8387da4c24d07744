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
    private readonly ConcurrentDictionary<Operation, UpstreamTarget?> _targets = new();

    /// <returns><c>null</c> if its API has nothing of the kind.</returns>
    public UpstreamTarget? Find(Operation operation) =>
        _targets.GetOrAdd(operation, static (operation, provider) => Make(operation, provider), provider);

    private static UpstreamTarget? Make(Operation operation, ProviderDefinition provider)
    {
        var openAi = provider.Dialect == Dialect.OpenAi ? provider.BaseUrl : null;
        var messages =
            provider.Dialect == Dialect.Anthropic ? provider.BaseUrl
            : provider.MessagesUrl.Length > 0 ? provider.MessagesUrl
            : null;
        return operation.Protocol switch
        {
            null when operation == Operation.CountTokens => At(messages, operation.Path, null, true),
            null => At(openAi, operation.Path, null, false),
            WireProtocol.Messages when messages is not null => At(messages, Operation.Messages),
            WireProtocol.Responses when openAi is not null && provider.Responses => At(openAi, Operation.Responses),
            _ => At(openAi, Operation.Chat) ?? At(messages, Operation.Messages),
        };
    }

    private static UpstreamTarget? At(string? api, Operation operation) =>
        At(api, operation.Path, operation.Protocol, operation.Protocol == WireProtocol.Messages);

    private static UpstreamTarget? At(string? api, string path, WireProtocol? protocol, bool isMessagesApi) =>
        api is null ? null : new UpstreamTarget(new Uri(api + path), protocol, isMessagesApi);
}
