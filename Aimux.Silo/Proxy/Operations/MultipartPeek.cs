using System.Text;

namespace Aimux.Silo.Proxy.Operations;

/// <summary>Finds the model's name in a form with files, without looking at those (RFC 7578).</summary>
internal static class MultipartPeek
{
    private const int MostHeaderBytes = 16 << 10;

    /// <param name="body">The whole form.</param>
    /// <param name="boundary">What parts its parts, without the leading dashes.</param>
    /// <param name="operation">What is asked for.</param>
    /// <exception cref="InvalidRequestException">The form has no usable model; the message is for the caller.</exception>
    public static RequestPeek Read(ReadOnlySpan<byte> body, string boundary, Operation operation)
    {
        var place = FindModel(body, boundary) ?? throw Missing();
        var model = Encoding.UTF8.GetString(body[place]).Trim();
        if (model.Length is 0 or > RequestPeek.MaxModelBytes || model.Any(char.IsControl))
        {
            throw new InvalidRequestException(
                $"The part 'model' must hold the name of a model, 1 to {RequestPeek.MaxModelBytes} bytes long.",
                "model"
            );
        }

        return new RequestPeek(model, place, Streaming: false, 0, 0, operation.Needs, 0)
        {
            Operation = operation,
            IsForm = true,
        };
    }

    private static Range? FindModel(ReadOnlySpan<byte> body, string boundary)
    {
        var mark = Encoding.UTF8.GetBytes("--" + boundary);
        var end = Encoding.UTF8.GetBytes("\r\n--" + boundary);
        var at = body.IndexOf(mark);
        while (at >= 0)
        {
            var start = at + mark.Length;
            var head = body[start..];
            var headEnd = head[..Math.Min(head.Length, MostHeaderBytes)].IndexOf("\r\n\r\n"u8);
            if (headEnd < 0)
            {
                return null;
            }

            var content = start + headEnd + 4;
            var length = body[content..].IndexOf(end);
            if (length < 0)
            {
                return null;
            }

            if (IsModel(head[..headEnd]))
            {
                return content..(content + length);
            }

            at = content + length + 2;
        }

        return null;
    }

    private static bool IsModel(ReadOnlySpan<byte> head)
    {
        foreach (var line in Encoding.UTF8.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase))
            {
                return line.Split(';', StringSplitOptions.TrimEntries)
                    .Any(part => part is "name=\"model\"" or "name=model");
            }
        }

        return false;
    }

    private static InvalidRequestException Missing() =>
        new("The form has no part 'model' that names a model; add one.", "model");
}
