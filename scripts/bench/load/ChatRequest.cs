using System.Text;

namespace Aimux.Bench.Load;

/// <summary>The bytes of one chat request, built once and sent over and over.</summary>
internal static class ChatRequest
{
    private const string Prose = "Which provider should get the next request, and why? Answer in two sentences. ";

    public static byte[] Build(LoadOptions options, bool stream)
    {
        var body = Body(options, stream);
        var head = new StringBuilder()
            .Append($"POST {options.Url.PathAndQuery} HTTP/1.1\r\n")
            .Append($"Host: {options.Url.Authority}\r\n")
            .Append("Content-Type: application/json\r\n")
            .Append($"Content-Length: {body.Length}\r\n");
        foreach (var header in options.Headers)
        {
            _ = head.Append($"{header}\r\n");
        }

        return Encoding.ASCII.GetBytes(head.Append($"\r\n{body}").ToString());
    }

    private static string Body(LoadOptions options, bool stream)
    {
        var start =
            $$"""{"model":"{{options.Model}}",{{(stream ? "\"stream\":true," : "")}}"messages":[{"role":"user","content":" """;
        const string End = "\"}]}";
        var text = new StringBuilder(start.TrimEnd());
        while (text.Length < options.BodyBytes - End.Length)
        {
            _ = text.Append(Prose.AsSpan(0, Math.Min(Prose.Length, options.BodyBytes - End.Length - text.Length)));
        }

        return text.Append(End).ToString();
    }
}
