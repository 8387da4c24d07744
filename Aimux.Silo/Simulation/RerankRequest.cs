using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation;

/// <summary>What an answer must know of a request to order documents.</summary>
internal sealed record RerankRequest(
    ServedModel Model,
    string Query,
    string[] Documents,
    int Top,
    bool Returned,
    int Tokens
)
{
    public static RerankRequest Read(JsonElement request, long bytes, ServedModel[] models)
    {
        var model = ModelMember.Read(request, models);
        var query = Turns.Member(request, "query") is { Length: > 0 } given ? given : throw Missing("query");
        if (!request.TryGetProperty("documents", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Missing("documents");
        }

        string[] documents = [.. list.EnumerateArray().Select(TextOf)];
        var top =
            request.TryGetProperty("top_n", out var most)
            && most.ValueKind == JsonValueKind.Number
            && most.TryGetInt32(out var count)
            && count >= 1
                ? Math.Min(count, documents.Length)
                : documents.Length;
        var returned = request.TryGetProperty("return_documents", out var flag) && flag.ValueKind == JsonValueKind.True;
        return new RerankRequest(model, query, documents, top, returned, RequestTree.TokensOf(bytes));
    }

    /// <summary>The documents by how many of the query's words they have, the best first.</summary>
    public IEnumerable<(int Index, double Score)> Rank()
    {
        var words = Words(Query);
        return Documents
            .Select((document, index) => (index, Score: Score(words, document)))
            .OrderByDescending(ranked => ranked.Score)
            .Take(Top);
    }

    private static double Score(HashSet<string> words, string document) =>
        words.Count == 0 ? 0 : Math.Round((double)Words(document).Count(words.Contains) / words.Count, 4);

    private static HashSet<string> Words(string text) =>
        text.Split([' ', '\t', '\n', '.', ',', ';', ':', '?', '!'], StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string TextOf(JsonElement document) =>
        document.ValueKind == JsonValueKind.String ? document.GetString()! : Turns.Member(document, "text") ?? "";

    private static RequestRefusedException Missing(string name) =>
        new(WireError.Invalid($"Missing required parameter: '{name}'.", name, "missing_required_parameter"));
}
