using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>Writes for programs.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        // A terminal is no web page: letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task Write(Terminal terminal, JsonNode? value) =>
        terminal.Out.WriteLineAsync(value?.ToJsonString(Readable) ?? "null");
}
