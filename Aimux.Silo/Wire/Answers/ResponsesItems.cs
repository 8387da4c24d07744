using System.Buffers;
using System.Runtime.InteropServices;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Tells what the output items of a Responses answer say, whether they come whole or in pieces.</summary>
internal sealed class ResponsesItems
{
    private readonly List<ResponsesItem> _items = [];
    private readonly ArrayBufferWriter<byte> _escaped = new();
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
        item.IsFreeform = parts.IsFreeform;
        sink.ToolCall(item.Call.Value, parts.CallId.Text, Name(parts));
        return true;
    }

    /// <summary>An item is whole: what of it did not come in pieces is told now.</summary>
    public bool Finish(int index, JsonSlice json, IAnswerSink sink)
    {
        var told = Start(index, json, sink);
        var item = Find(index);
        if (item.Spoke)
        {
            return EndInput(item, sink) || told;
        }

        var parts = ResponsesItemParts.Of(json);
        item.Spoke =
            item.IsFreeform ? TellInput(item, parts.Arguments.Text, sink) && EndInput(item, sink)
            : item.Call is { } call ? TellArguments(call, parts.Arguments.Text, sink)
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

    public bool Arguments(int index, ReadOnlySpan<byte> piece, IAnswerSink sink)
    {
        var item = Find(index);
        return (
                item.IsFreeform
                    ? !piece.IsEmpty && !item.IsEnded && TellInput(item, piece, sink)
                    : item.Call is { } call && TellArguments(call, piece, sink)
            ) && Hear(index);
    }

    /// <summary>The answer is whole: texts of calls whose end was not told end now.</summary>
    public void End(IAnswerSink sink)
    {
        foreach (var item in _items)
        {
            _ = item is { IsFreeform: true, Spoke: true } && EndInput(item, sink);
        }
    }

    private ReadOnlySpan<byte> Name(ResponsesItemParts parts)
    {
        var space = parts.Space.Text;
        if (space.IsEmpty)
        {
            return parts.Name.Text;
        }

        _escaped.ResetWrittenCount();
        _escaped.Write(space);
        _escaped.Write(NamespacedName.Between(space));
        _escaped.Write(parts.Name.Text);
        return _escaped.WrittenSpan;
    }

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

    /// <summary>Tells a piece of the text of a custom tool as one of arguments, which functions have instead.</summary>
    private bool TellInput(ResponsesItem item, ReadOnlySpan<byte> piece, IAnswerSink sink)
    {
        var call = item.Call!.Value;
        if (!item.Spoke)
        {
            sink.ToolArguments(call, FreeformInput.Before);
        }

        _escaped.ResetWrittenCount();
        JsonText.Escape(piece, _escaped);
        return TellArguments(call, _escaped.WrittenSpan, sink) || !item.Spoke;
    }

    private static bool EndInput(ResponsesItem item, IAnswerSink sink)
    {
        if (!item.IsFreeform || item.IsEnded)
        {
            return false;
        }

        item.IsEnded = true;
        sink.ToolArguments(item.Call!.Value, FreeformInput.After);
        return true;
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
