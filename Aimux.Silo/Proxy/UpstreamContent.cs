using System.Net;

namespace Aimux.Silo.Proxy;

/// <summary>The caller's body as one provider should get it: the same bytes, only the model's name exchanged where asked.</summary>
internal sealed class UpstreamContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _before;
    private readonly ReadOnlyMemory<byte> _model;
    private readonly ReadOnlyMemory<byte> _after;
    private volatile bool _sending;

    /// <param name="body">The caller's body; must stay alive until the attempt has ended.</param>
    /// <param name="modelValue">Where the model's name stands.</param>
    /// <param name="model">The JSON text of the provider's name, quotes included; <c>null</c> to leave the caller's.</param>
    public UpstreamContent(ReadOnlyMemory<byte> body, Range modelValue, byte[]? model)
    {
        if (model is null)
        {
            _before = body;
        }
        else
        {
            _before = body[..modelValue.Start];
            _model = model;
            _after = body[modelValue.End..];
        }
    }

    /// <summary>
    /// Whether the body is still being read. An answer may come before the body is sent, and a cancelled attempt may
    /// not have stopped yet: then its memory must not serve another request.
    /// </summary>
    public bool Sending => _sending;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        _sending = true;
        try
        {
            await stream.WriteAsync(_before, cancellationToken);
            if (!_model.IsEmpty)
            {
                await stream.WriteAsync(_model, cancellationToken);
                await stream.WriteAsync(_after, cancellationToken);
            }
        }
        finally
        {
            _sending = false;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _before.Length + _model.Length + _after.Length;
        return true;
    }
}
