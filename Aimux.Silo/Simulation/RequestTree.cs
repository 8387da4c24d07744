using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>Requests as trees; what cannot be read is refused.</summary>
internal static class RequestTree
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    public static JsonDocument Parse(in ReadOnlySequence<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Options);
        }
        catch (JsonException e)
        {
            throw new RequestRefusedException(WireError.MalformedJson(e.Message));
        }
    }

    /// <summary>Reads the request's body with the reader, and gives it back.</summary>
    public static async Task<T> Read<T>(Exchange exchange, Func<JsonElement, long, T> read)
    {
        var body = await exchange.ReadBody();
        try
        {
            using var tree = Parse(body);
            if (tree.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new RequestRefusedException(WireError.MalformedJson("it is not an object."));
            }

            return Guard(() => read(tree.RootElement, body.Length));
        }
        finally
        {
            exchange.Release(body);
        }
    }

    public static void Guard(Action read) =>
        Guard(() =>
        {
            read();
            return true;
        });

    /// <summary>About four bytes a token.</summary>
    public static int TokensOf(long bytes) => (int)Math.Max(1, bytes / 4);

    /// <summary>Half a surrogate pair in a text is an InvalidOperationException.</summary>
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new RequestRefusedException(WireError.MalformedJson(e.Message));
        }
    }
}
