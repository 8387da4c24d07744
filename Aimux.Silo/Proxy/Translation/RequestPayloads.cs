using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Requests;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>
/// A request's body as each provider should get it: as it came where the provider speaks the caller's protocol, else
/// translated, once for all attempts, and in the dialect of its vendor. One object a request.
/// </summary>
internal sealed class RequestPayloads(RequestBody body, RequestPeek peek)
{
    private Translation? _asChat;
    private Translation? _asMessages;
    private (Upstream Upstream, string Model, PreparedRequest Prepared)? _last;

    /// <summary>What of the request the protocol of a provider that was passed over cannot say; <c>null</c> if nothing.</summary>
    public UntranslatableException? Untranslatable { get; private set; }

    /// <summary>Prepares the request for a provider: once, though its keys are tried in turn.</summary>
    /// <param name="upstream">The provider.</param>
    /// <param name="model">Its name of the model.</param>
    /// <param name="now">The time.</param>
    /// <returns><c>null</c> if its API has nothing of the kind, or its protocol cannot say it.</returns>
    public PreparedRequest? For(Upstream upstream, string model, DateTimeOffset now)
    {
        if (FindTarget(upstream.Targets, now) is not { } target)
        {
            return null;
        }

        if (
            _last is { } last
            && ReferenceEquals(last.Upstream, upstream)
            && last.Model == model
            && ReferenceEquals(last.Prepared.Target, target)
        )
        {
            return last.Prepared;
        }

        var prepared = Prepare(target, upstream.Dialect, model);
        _last = (upstream, model, prepared);
        return prepared;
    }

    private UpstreamTarget? FindTarget(UpstreamTargets targets, DateTimeOffset now)
    {
        var target = targets.Find(peek.Operation, now);
        if (target is null || In(target).Mistake is not { } mistake)
        {
            return target;
        }

        // What no other protocol can say goes to who should speak the caller's, whatever it said before.
        if (targets.FindNative(peek.Operation) is { } native && native.Protocol == peek.Operation.Protocol)
        {
            return native;
        }

        Untranslatable = mistake;
        return null;
    }

    private PreparedRequest Prepare(UpstreamTarget target, VendorDialect dialect, string model)
    {
        var (payload, dropped, _) = In(target);
        return target.Protocol is { } protocol && dialect.Fix(payload.Json, protocol, model) is { } spoken
            ? new(target, new Payload(spoken.Json, ModelPlace.Of(spoken.Json)), dropped, [.. spoken.Changes])
            : new(target, payload, dropped, []);
    }

    private Translation In(UpstreamTarget target)
    {
        if (target.Protocol == peek.Operation.Protocol)
        {
            return new Translation(new Payload(body.Memory, peek.ModelValue), []);
        }

        return target.Protocol == WireProtocol.Chat ? _asChat ??= Try(ToChat) : _asMessages ??= Try(ToMessages);
    }

    private static Translation Try(Func<TranslatedRequest> translate)
    {
        try
        {
            var request = translate();
            return new Translation(new Payload(request.Json, ModelPlace.Of(request.Json)), request.Dropped);
        }
        catch (UntranslatableException mistake)
        {
            return new Translation(default, [], mistake);
        }
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

    /// <param name="Payload">The body, if there is one.</param>
    /// <param name="Dropped">What it cannot hold.</param>
    /// <param name="Mistake">Why there is none.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Translation(
        Payload Payload,
        ImmutableArray<string> Dropped,
        UntranslatableException? Mistake = null
    );
}
