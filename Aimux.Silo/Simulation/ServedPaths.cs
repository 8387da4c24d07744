using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>The paths under any prefix that a model answers on.</summary>
internal static class ServedPaths
{
    private static readonly (string Ending, ServedPath Path)[] Endings =
    [
        ("/chat/completions", ServedPath.Chat),
        ("/messages", ServedPath.Messages),
        ("/responses", ServedPath.Responses),
        ("/embeddings", ServedPath.Embeddings),
        ("/messages/count_tokens", ServedPath.CountTokens),
        ("/completions", ServedPath.Completions),
        ("/moderations", ServedPath.Moderations),
        ("/rerank", ServedPath.Rerank),
        ("/images/generations", ServedPath.Images),
        ("/audio/speech", ServedPath.Speech),
        ("/audio/transcriptions", ServedPath.Transcriptions),
    ];

    private static readonly string[] Names =
    [
        .. Enum.GetNames<ServedPath>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName),
    ];

    public static int Count => Names.Length;

    public static string NameOf(ServedPath path) => Names[(int)path];

    public static ServedPath? Find(string path)
    {
        foreach (var (ending, served) in Endings)
        {
            if (path.EndsWith(ending, StringComparison.Ordinal))
            {
                return served;
            }
        }

        return null;
    }

    /// <summary>Whether the path is of Anthropic's protocol.</summary>
    public static bool IsAnthropic(this ServedPath path) => path is ServedPath.Messages or ServedPath.CountTokens;
}
