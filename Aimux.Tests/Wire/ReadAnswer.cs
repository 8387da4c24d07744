using System.Text.Json.Nodes;
using Aimux.Silo.Wire;

namespace Aimux.Tests.Wire;

/// <summary>An answer as its caller puts it together from a stream.</summary>
internal sealed record ReadAnswer
{
    public string Id { get; set; } = "";

    public string Model { get; set; } = "";

    public string Text { get; set; } = "";

    public string Thoughts { get; set; } = "";

    public string Signatures { get; set; } = "";

    public string Hidden { get; set; } = "";

    public string Refusal { get; set; } = "";

    public List<ReadCall> Calls { get; init; } = [];

    /// <summary>The kinds of its parts in their order, such as <c>thinking text tool_use</c>.</summary>
    public string Order { get; set; } = "";

    /// <summary>The protocol's own word.</summary>
    public string Stop { get; set; } = "";

    public string? Sequence { get; set; }

    public AnswerUsage? Usage { get; set; }

    /// <summary>What is known at the start of the stream.</summary>
    public AnswerUsage? FirstUsage { get; set; }

    /// <summary>What every protocol holds, to compare answers in different ones.</summary>
    public string Content =>
        new JsonObject
        {
            ["text"] = Visible(Text + Refusal),
            ["thoughts"] = Visible(Thoughts),
            ["calls"] = new JsonArray([
                .. Calls.Select(call =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["id"] = call.Id,
                            ["name"] = call.Name,
                            ["arguments"] = call.Canonical,
                        }
                ),
            ]),
        }.ToJsonString();

    private static string Visible(string text) => string.Join(',', text.Select(sign => ((int)sign).ToString("x")));
}
