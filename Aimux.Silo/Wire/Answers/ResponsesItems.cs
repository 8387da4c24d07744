using System.Runtime.InteropServices;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Tells what the output items of a Responses answer say, whether they come whole or in pieces.</summary>
internal sealed class ResponsesItems
{
    private readonly List<ResponsesItem> _items = [];
    private int _calls;

    /// <summary>Whether any piece of what items say was told.</summary>
    public bool Spoke { get; private set; }

    /// <summary>An item begins: of calls, id and name are known now.</summary>
    public bool Start(int index, JsonSlice json, IAnswerSink sink)
    {
        var item = Find(index);
        var parts = ResponsesItemParts.Of(json);
        if (!parts.IsCall || item.Call is not null)
        {
            return false;
        }

        item.Call = _calls++;
        sink.ToolCall(item.Call.Value, parts.CallId.Text, parts.Name.Text);
        return true;
    }

    /// <summary>An item is whole: what of it did not come in pieces is told now.</summary>
    public bool Finish(int index, JsonSlice json, IAnswerSink sink)
    {
        var told = Start(index, json, sink);
        var item = Find(index);
        if (item.Spoke)
        {
            return told;
        }

        var parts = ResponsesItemParts.Of(json);
        item.Spoke =
            item.Call is { } call ? TellArguments(call, parts.Arguments.Text, sink)
            : parts.IsReasoning ? TellThoughts(parts, sink)
            : parts.IsMessage && TellContent(parts.Content, sink);
        Spoke |= item.Spoke;
        return told | item.Spoke;
    }

    public bool Text(int index, ReadOnlySpan<byte> piece, IAnswerSink sink)
    {
        if (piece.IsEmpty)
        {
            return false;
        }

        sink.Text(piece);
        return Hear(index);
    }

    public bool Refusal(int index, ReadOnlySpan<byte> piece, IAnswerSink sink)
    {
        if (piece.IsEmpty)
        {
            return false;
        }

        sink.Refusal(piece);
        return Hear(index);
    }

    public bool Thought(int index, ReadOnlySpan<byte> piece, IAnswerSink sink)
    {
        if (piece.IsEmpty)
        {
            return false;
        }

        sink.Thought(piece);
        return Hear(index);
    }

    public bool Arguments(int index, ReadOnlySpan<byte> piece, IAnswerSink sink) =>
        Find(index).Call is { } call && TellArguments(call, piece, sink) && Hear(index);

    private bool Hear(int index)
    {
        Find(index).Spoke = true;
        Spoke = true;
        return true;
    }

    private ResponsesItem Find(int index)
    {
        var items = CollectionsMarshal.AsSpan(_items);
        for (var i = items.Length - 1; i >= 0; i--)
        {
            if (items[i].Index == index)
            {
                return items[i];
            }
        }

        var item = new ResponsesItem(index);
        _items.Add(item);
        return item;
    }

    private static bool TellArguments(int call, ReadOnlySpan<byte> piece, IAnswerSink sink)
    {
        if (!piece.IsEmpty)
        {
            sink.ToolArguments(call, piece);
        }

        return !piece.IsEmpty;
    }

    private static bool TellContent(JsonSlice content, IAnswerSink sink)
    {
        var told = false;
        var items = new JsonItems(content);
        while (items.Next(out var part))
        {
            var members = new JsonMembers(part);
            while (members.Next())
            {
                if (members.Is("text"u8) && members.Take() is { Text.IsEmpty: false } text)
                {
                    sink.Text(text.Text);
                    told = true;
                }
                else if (members.Is("refusal"u8) && members.Take() is { Text.IsEmpty: false } refusal)
                {
                    sink.Refusal(refusal.Text);
                    told = true;
                }
            }
        }

        return told;
    }

    /// <summary>The summary, or the thoughts themselves where there is none; never both, which say the same.</summary>
    private static bool TellThoughts(ResponsesItemParts parts, IAnswerSink sink)
    {
        var told = false;
        var items = new JsonItems(parts.Summary.IsSomething ? parts.Summary : parts.Content);
        while (items.Next(out var part))
        {
            var members = new JsonMembers(part);
            while (members.Next())
            {
                if (members.Is("text"u8) && members.Take() is { Text.IsEmpty: false } text)
                {
                    if (told)
                    {
                        sink.Thought(ResponsesEventReader.BetweenThoughts);
                    }

                    sink.Thought(text.Text);
                    told = true;
                }
            }
        }

        return told;
    }
}
