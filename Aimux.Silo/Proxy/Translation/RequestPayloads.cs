using System.Collections.Immutable;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Requests;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>
/// A request's body as each provider should get it: as it came where the provider speaks the caller's protocol, else
/// translated, once for all attempts. One object a request.
/// </summary>
internal sealed class RequestPayloads(RequestBody body, RequestPeek peek)
{
    private (Payload Payload, ImmutableArray<string> Dropped)? _asChat;
    private (Payload Payload, ImmutableArray<string> Dropped)? _asMessages;

    /// <param name="target">Who gets it.</param>
    /// <param name="dropped">What its protocol cannot hold.</param>
    /// <exception cref="UntranslatableException">The request means something that the target's protocol cannot say.</exception>
    public Payload For(UpstreamTarget target, out ImmutableArray<string> dropped)
    {
        if (target.Protocol == peek.Operation.Protocol)
        {
            dropped = [];
            return new Payload(body.Memory, peek.ModelValue);
        }

        var translated = target.Protocol switch
        {
            WireProtocol.Chat => _asChat ??= Describe(ToChat()),
            _ => _asMessages ??= Describe(ToMessages()),
        };
        dropped = translated.Dropped;
        return translated.Payload;
    }

    /// <summary>The same as the vendor takes it.</summary>
    /// <param name="payload">The body in the protocol of the target.</param>
    /// <param name="target">Who gets it.</param>
    /// <param name="dialect">What its vendor wants otherwise.</param>
    /// <param name="model">The provider's name of the model.</param>
    /// <param name="changed">What was changed.</param>
    public static Payload AsSpoken(
        Payload payload,
        UpstreamTarget target,
        VendorDialect dialect,
        string model,
        out ImmutableArray<string> changed
    )
    {
        changed = [];
        if (target.Protocol is not { } protocol || dialect.Fix(payload.Json, protocol, model) is not { } body)
        {
            return payload;
        }

        changed = [.. body.Changes];
        return new Payload(body.Json, ModelPlace.Of(body.Json));
    }

    private TranslatedRequest ToChat() =>
        peek.Operation.Protocol == WireProtocol.Messages
            ? MessagesToChat.Translate(body.Memory)
            : ResponsesToChat.Translate(body.Memory);

    private TranslatedRequest ToMessages()
    {
        if (peek.Operation.Protocol == WireProtocol.Chat)
        {
            return ChatToMessages.Translate(body.Memory);
        }

        // Whatever both have in common, chat can say too.
        var chat = ResponsesToChat.Translate(body.Memory);
        var messages = ChatToMessages.Translate(chat.Json);
        return new TranslatedRequest(messages.Json, [.. chat.Dropped, .. messages.Dropped]);
    }

    private static (Payload, ImmutableArray<string>) Describe(TranslatedRequest request) =>
        (new Payload(request.Json, ModelPlace.Of(request.Json)), request.Dropped);
}
