using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>A tool that the caller has declared, wherever it stands.</summary>
/// <param name="Space">The name of the namespace that it stands in.</param>
/// <param name="Json">The tool.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeclaredTool(Node? Space, Node Json)
{
    private const string Expected = "an array of tools";

    private static readonly FieldSet NamespaceFields = new(
        LostFromResponses.ToolOthers,
        ["type", "name", "tools"],
        LostFromResponses.NamespaceDescription
    );

    /// <summary>All that cross, each name once: an item may bring along what the request has declared.</summary>
    public static List<DeclaredTool> Of(Node request, Losses losses)
    {
        var tools = new List<DeclaredTool>();
        Add(request, tools, losses);
        if (request.Field("input") is { Kind: JsonValueKind.Array } input)
        {
            foreach (var item in input.Items())
            {
                if (item.Field("type") is { } type && InputItem.BringsTools(type))
                {
                    Add(item, tools, losses);
                }
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. tools.Where(tool => names.Add(tool.Name()))];
    }

    private static void Add(Node declaring, List<DeclaredTool> tools, Losses losses)
    {
        foreach (var tool in declaring.Field("tools")?.Items(Expected) ?? [])
        {
            var type = tool.Object().NeedText("type");
            if (!type.Is("namespace"))
            {
                Add(space: null, tool, type, tools, losses);
                continue;
            }

            NamespaceFields.Note(tool, losses);
            var space = tool.NeedText("name");
            foreach (var inner in tool.Need("tools", Expected).Items(Expected))
            {
                Add(space, inner, inner.Object().NeedText("type"), tools, losses);
            }
        }
    }

    private static void Add(Node? space, Node tool, Node type, List<DeclaredTool> tools, Losses losses)
    {
        if (type.Is("function") || type.Is("custom"))
        {
            tools.Add(new DeclaredTool(space, tool));
        }
        else
        {
            losses.Note(LostFromResponses.ToolType);
        }
    }

    private string Name() => Encoding.UTF8.GetString(ToolName.Of(Space, Json.NeedText("name")));
}
