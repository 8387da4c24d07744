using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>
/// Joins the fragments of tool calls of one chat answer. Providers disagree on what a fragment says: some leave out the
/// index, some repeat or renew the id, some name the tool late, some send a whole call at once.
/// </summary>
internal sealed class ChatCalls
{
    private readonly List<ChatCall> _calls = [];
    private readonly ArrayBufferWriter<byte> _escaped = new();
    private int _told;
    private int _event;

    /// <returns>Whether there was anything to tell.</returns>
    public bool Tell(JsonSlice fragments, IAnswerSink sink)
    {
        var told = false;
        _event++;
        var items = new JsonItems(fragments);
        while (items.Next(out var item))
        {
            told |= item.IsObject && Tell(ChatFragment.Of(item), sink);
        }

        return told;
    }

    /// <summary>Tells the calls whose name has not come.</summary>
    public bool Finish(IAnswerSink sink)
    {
        var told = false;
        foreach (var call in _calls)
        {
            if (call.Told is null)
            {
                Begin(call, sink);
                told = true;
            }
        }

        return told;
    }

    private bool Tell(ChatFragment fragment, IAnswerSink sink)
    {
        var call = Find(fragment);
        if (call is null || IsAnother(call, fragment))
        {
            call = new ChatCall(fragment.Index);
            _calls.Add(call);
        }

        call.Event = _event;
        if (call.Told is { } number)
        {
            return TellArguments(number, Escaped(fragment.Arguments), sink);
        }

        if (call.Id.IsEmpty)
        {
            call.Id.Add(fragment.Id);
        }

        if (call.Name.IsEmpty)
        {
            call.Name.Add(fragment.Name);
        }

        call.Arguments.Add(Escaped(fragment.Arguments));
        // An id may still come until there are arguments; without a name no protocol can open a call.
        if (call.Name.IsEmpty || (call.Id.IsEmpty && call.Arguments.IsEmpty))
        {
            return false;
        }

        Begin(call, sink);
        return true;
    }

    private ChatCall? Find(ChatFragment fragment) =>
        fragment.Index is { } index ? FindByIndex(index, fragment) : FindWithoutIndex(fragment);

    private ChatCall? FindByIndex(int index, ChatFragment fragment)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i].Index == index)
            {
                return _calls[i];
            }
        }

        return fragment.Id.IsEmpty ? null : FindById(fragment.Id, withoutIndex: true);
    }

    private ChatCall? FindWithoutIndex(ChatFragment fragment)
    {
        if (!fragment.Id.IsEmpty && FindById(fragment.Id, withoutIndex: false) is { } known)
        {
            return known;
        }

        // Mere arguments go on with the last call, whatever id they bear; so does a name that comes late.
        var goesOn = fragment.Name.IsEmpty
            ? fragment.Id.IsEmpty || fragment.Arguments.IsSomething
            : fragment.Id.IsEmpty && _calls is [.., { Name.IsEmpty: true }];
        return goesOn && _calls.Count > 0 ? _calls[^1] : null;
    }

    private ChatCall? FindById(ReadOnlySpan<byte> id, bool withoutIndex)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i].Id.Span.SequenceEqual(id) && !(withoutIndex && _calls[i].Index is not null))
            {
                return _calls[i];
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the fragment begins a call although it seems to go on with one. Some give every call of an answer the
    /// same index, some give every fragment another id or repeat the name: only a fragment that names a tool begins a
    /// call, and only if something tells the two apart.
    /// </summary>
    private bool IsAnother(ChatCall call, ChatFragment fragment) =>
        !fragment.Name.IsEmpty
        && !call.Name.IsEmpty
        && (
            call.Event == _event
            || !call.Name.Span.SequenceEqual(fragment.Name)
            || (!fragment.Id.IsEmpty && !call.Id.IsEmpty && !call.Id.Span.SequenceEqual(fragment.Id))
        );

    private void Begin(ChatCall call, IAnswerSink sink)
    {
        var number = _told++;
        call.Told = number;
        sink.ToolCall(number, IsTaken(call) ? default : call.Id.Span, call.Name.Span);
        TellArguments(number, call.Arguments.Span, sink);
        call.Arguments.Clear();
    }

    /// <summary>Whether another call has its id: callers tell results apart by it.</summary>
    private bool IsTaken(ChatCall call)
    {
        foreach (var other in _calls)
        {
            if (other != call && other.Told is not null && other.Id.Span.SequenceEqual(call.Id.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TellArguments(int number, ReadOnlySpan<byte> escaped, IAnswerSink sink)
    {
        if (!escaped.IsEmpty)
        {
            sink.ToolArguments(number, escaped);
        }

        return !escaped.IsEmpty;
    }

    private ReadOnlySpan<byte> Escaped(JsonSlice arguments)
    {
        // An empty object is a placeholder before fragments, or no arguments at all.
        if (!arguments.IsObject || !arguments.IsSomething)
        {
            return arguments.Text;
        }

        _escaped.ResetWrittenCount();
        JsonText.Escape(arguments.Raw, _escaped);
        return _escaped.WrittenSpan;
    }
}
