using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Aimux.Silo.Simulation.Media;

/// <summary>POST {any prefix}/audio/transcriptions, as multipart/form-data.</summary>
internal static class TranscriptionsEndpoint
{
    private const string Said = "Hello from the simulated provider.";

    public static async Task Answer(Exchange exchange)
    {
        var (fields, bytes) = await Read(exchange);
        ModelMember.Find(fields.GetValueOrDefault("model", ""), exchange.Active.Models);
        if (!fields.ContainsKey("file"))
        {
            throw new RequestRefusedException(
                WireError.Invalid("Missing required parameter: 'file'.", "file", "missing_required_parameter")
            );
        }

        var tokens = RequestTree.TokensOf(bytes);
        await (
            fields.GetValueOrDefault("response_format", "json") == "text"
                ? Delivery.Send(exchange, Encoding.UTF8.GetBytes(Said + "\n"), tokens, "text/plain; charset=utf-8")
                : Delivery.Send(exchange, JsonObjects.Write(json => json.WriteString("text"u8, Said)), tokens)
        );
    }

    /// <summary>The fields of the form; of a file, its name.</summary>
    private static async Task<(Dictionary<string, string> Fields, long Bytes)> Read(Exchange exchange)
    {
        var body = await exchange.ReadBody();
        var form = body.ToArray();
        exchange.Release(body);
        if (
            !MediaTypeHeaderValue.TryParse(exchange.Http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary
        )
        {
            throw new RequestRefusedException(
                WireError.Invalid("The request must be multipart/form-data with a boundary.")
            );
        }

        using var stream = new MemoryStream(form);
        try
        {
            return (await ReadFields(new MultipartReader(boundary.ToString(), stream)), form.LongLength);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new RequestRefusedException(WireError.Invalid($"The form cannot be read: {e.Message}"));
        }
    }

    private static async Task<Dictionary<string, string>> ReadFields(MultipartReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } disposition)
            {
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            using var text = new StreamReader(section.Body);
            fields[name] = disposition.IsFileDisposition()
                ? HeaderUtilities.RemoveQuotes(disposition.FileName).ToString()
                : await text.ReadToEndAsync();
        }

        return fields;
    }
}
