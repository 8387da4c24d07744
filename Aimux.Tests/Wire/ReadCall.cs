using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aimux.Tests.Wire;

internal sealed record ReadCall(string Id, string Name)
{
    /// <summary>The namespace that its tool stands in.</summary>
    public string Space { get; init; } = "";

    public string Arguments { get; set; } = "";

    public bool IsObject
    {
        get
        {
            try
            {
                return JsonNode.Parse(Arguments) is JsonObject;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    /// <summary>The arguments without their blanks, or as they are if they are no JSON.</summary>
    public string Canonical => IsObject ? JsonNode.Parse(Arguments)!.ToJsonString() : Arguments;
}
