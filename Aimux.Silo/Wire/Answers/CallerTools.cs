using System.Buffers;
using System.Collections.Immutable;

namespace Aimux.Silo.Wire.Answers;

/// <summary>
/// The tools of a Responses request that are called otherwise than a chat calls functions: custom tools, which take a
/// text, and those in namespaces, which a chat does not know.
/// </summary>
internal sealed class CallerTools
{
    private readonly ImmutableArray<CallerTool> _tools;

    private CallerTools(ImmutableArray<CallerTool> tools) => _tools = tools;

    public static CallerTools None { get; } = new([]);

    /// <summary>Those that the request declares, and those that items of its input bring along.</summary>
    /// <param name="request">The request, a JSON object that was checked.</param>
    public static CallerTools Of(ReadOnlySpan<byte> request)
    {
        var tools = ImmutableArray.CreateBuilder<CallerTool>();
        var members = new JsonMembers(request);
        while (members.Next())
        {
            if (members.Is("tools"u8))
            {
                Add(members.Take(), space: default, tools);
            }
            else if (members.Is("input"u8))
            {
                AddBrought(members.Take(), tools);
            }
        }

        return tools.Count == 0 ? None : new CallerTools(tools.ToImmutable());
    }

    /// <summary>The tool that a model has called; <c>null</c> if the caller knows it as the model does.</summary>
    public CallerTool? Find(ReadOnlySpan<byte> escapedName)
    {
        if (_tools.IsEmpty)
        {
            return null;
        }

        var name = Plain(escapedName);
        foreach (var tool in _tools)
        {
            if (tool.Known.Span.SequenceEqual(name.Span))
            {
                return tool;
            }
        }

        return null;
    }

    private static void AddBrought(JsonSlice input, ImmutableArray<CallerTool>.Builder tools)
    {
        var items = new JsonItems(input);
        while (items.Next(out var item))
        {
            var declared = Declared.Of(item);
            if (declared.Type.Is("additional_tools"u8) || declared.Type.Is("tool_search_output"u8))
            {
                Add(declared.Tools, space: default, tools);
            }
        }
    }

    private static void Add(JsonSlice list, ReadOnlySpan<byte> space, ImmutableArray<CallerTool>.Builder tools)
    {
        var items = new JsonItems(list);
        while (items.Next(out var item))
        {
            var tool = Declared.Of(item);
            var isFreeform = tool.Type.Is("custom"u8);
            if (tool.Type.Is("namespace"u8) && space.IsEmpty)
            {
                Add(tool.Tools, tool.Name.Text, tools);
            }
            else if (isFreeform || (tool.Type.Is("function"u8) && !space.IsEmpty))
            {
                var name = tool.Name.Text;
                tools.Add(new CallerTool(Known(space, name), space.ToArray(), name.ToArray(), isFreeform));
            }
        }
    }

    private static ReadOnlyMemory<byte> Known(ReadOnlySpan<byte> space, ReadOnlySpan<byte> name) =>
        space.IsEmpty ? Plain(name) : Plain([.. space, .. NamespacedName.Between(space), .. name]);

    private static ReadOnlyMemory<byte> Plain(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
        {
            return escaped.ToArray();
        }

        var plain = new ArrayBufferWriter<byte>();
        JsonText.Unescape(escaped, plain);
        return plain.WrittenMemory;
    }

    /// <summary>What declares a tool, or several, as values where they stand.</summary>
    private ref struct Declared
    {
        public JsonSlice Type { get; private set; }

        public JsonSlice Name { get; private set; }

        public JsonSlice Tools { get; private set; }

        public static Declared Of(JsonSlice json)
        {
            var declared = new Declared();
            var members = new JsonMembers(json);
            while (members.Next())
            {
                if (members.Is("type"u8))
                {
                    declared.Type = members.Take();
                }
                else if (members.Is("name"u8))
                {
                    declared.Name = members.Take();
                }
                else if (members.Is("tools"u8))
                {
                    declared.Tools = members.Take();
                }
            }

            return declared;
        }
    }
}
