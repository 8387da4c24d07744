using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire.Answers;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>What a Responses object repeats of its request.</summary>
internal static class ResponsesEcho
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <param name="request">The request, a JSON object that was checked.</param>
    /// <param name="peek">What is known of it.</param>
    public static ResponsesHead Of(ReadOnlyMemory<byte> request, RequestPeek peek)
    {
        using var document = JsonDocument.Parse(request, Options);
        var root = document.RootElement;
        return new ResponsesHead
        {
            CreatedAt = peek.At.ToUnixTimeSeconds(),
            InputEstimate = peek.InputTokens,
            OwnId = peek.Id,
            Model = peek.Model,
            Instructions = Raw(root, "instructions"),
            MaxOutputTokens = Raw(root, "max_output_tokens"),
            Metadata = Raw(root, "metadata"),
            ParallelToolCalls = Raw(root, "parallel_tool_calls"),
            Reasoning = Raw(root, "reasoning"),
            Temperature = Raw(root, "temperature"),
            Text = Raw(root, "text"),
            ToolChoice = Raw(root, "tool_choice"),
            Tools = Raw(root, "tools"),
            TopP = Raw(root, "top_p"),
            CallerTools = CallerTools.Of(request.Span),
        };
    }

    private static ReadOnlyMemory<byte> Raw(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? Encoding.UTF8.GetBytes(value.GetRawText())
            : default;
}
