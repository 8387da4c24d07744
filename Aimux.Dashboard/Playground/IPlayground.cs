namespace Aimux.Dashboard.Playground;

/// <summary>Sends a chat through the data listener, as any caller would, so that it is routed, limited and recorded alike.</summary>
public interface IPlayground
{
    /// <summary>Where callers find Aimux, such as <c>http://127.0.0.1:8080</c>.</summary>
    Uri Address { get; }

    /// <summary>Whether callers need a token, which an example then must show.</summary>
    bool DemandsToken { get; }

    /// <summary>Asks, and tells the answer as it comes. Ends with <see cref="PlaygroundPart.Ended"/> or <see cref="PlaygroundPart.Failed"/>, unless cancelled.</summary>
    IAsyncEnumerable<PlaygroundPart> Ask(PlaygroundRequest request, CancellationToken cancellation);
}
