using System.Buffers;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>
/// Takes the thoughts out of a text that begins with them, between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>, and
/// tells them as what they are. Tags may be cut anywhere, within an escape too. One object an answer.
/// </summary>
/// <remarks>
/// Pieces are passed on as they are; copied is only what may be a part of a tag until the rest of it has come. The blanks
/// around the tags, which part thoughts from text, are left out. Thoughts are told as they come, so an answer whose tag
/// never closes, such as one that was cut off while its model thought, consists of thoughts; an opening that never
/// becomes a tag is text.
/// </remarks>
internal sealed class ThinkTagSplitter(IAnswerSink next) : IAnswerSink
{
    // A text that begins with more blanks than this begins with no tag.
    private const int MostBlanks = 1_024;

    private readonly ArrayBufferWriter<byte> _held = new();
    private Phase _phase;

    private enum Phase
    {
        /// <summary>Nothing was said yet but blanks, and perhaps a part of the tag.</summary>
        Opening,

        /// <summary>Between the tags.</summary>
        Thinking,

        /// <summary>Behind the closing tag nothing was said yet but blanks.</summary>
        Closed,

        /// <summary>What comes is text.</summary>
        Speaking,
    }

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model) => next.Begin(id, model);

    public void Text(ReadOnlySpan<byte> escaped)
    {
        if (_held.WrittenCount == 0)
        {
            Take(escaped);
            return;
        }

        // What is held is short; the piece that ends the doubt is copied behind it.
        _held.Write(escaped);
        var whole = _held.WrittenSpan.ToArray();
        _held.ResetWrittenCount();
        Take(whole);
    }

    /// <summary>A vendor that tells thoughts apart has none in the text.</summary>
    public void Thought(ReadOnlySpan<byte> escaped)
    {
        Speak();
        next.Thought(escaped);
    }

    public void Signature(ReadOnlySpan<byte> escaped)
    {
        Speak();
        next.Signature(escaped);
    }

    public void HiddenThought(ReadOnlySpan<byte> escaped)
    {
        Speak();
        next.HiddenThought(escaped);
    }

    public void Refusal(ReadOnlySpan<byte> escaped)
    {
        Speak();
        next.Refusal(escaped);
    }

    public void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        Speak();
        next.ToolCall(index, id, name);
    }

    public void ToolArguments(int index, ReadOnlySpan<byte> escaped)
    {
        Speak();
        next.ToolArguments(index, escaped);
    }

    // Counts may come at any time, in the middle of a tag too.
    public void Usage(AnswerUsage usage) => next.Usage(usage);

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence)
    {
        Speak();
        next.Stop(reason, sequence);
    }

    public void End()
    {
        Speak();
        next.End();
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        if (_phase == Phase.Opening)
        {
            text = TakeOpening(text);
        }

        if (_phase == Phase.Thinking)
        {
            text = TakeThoughts(text);
        }

        if (_phase == Phase.Closed)
        {
            text = TakeBlanks(text);
        }

        if (_phase == Phase.Speaking && !text.IsEmpty)
        {
            next.Text(text);
        }
    }

    private ReadOnlySpan<byte> TakeOpening(ReadOnlySpan<byte> text)
    {
        var blanks = ThinkTag.Blanks(text);
        switch (ThinkTag.Starts(text[blanks..], ThinkTag.Open, out var length))
        {
            case null when blanks <= MostBlanks:
                return Hold(text);
            case true:
                _phase = Phase.Thinking;
                return text[(blanks + length)..];
            default:
                _phase = Phase.Speaking;
                return text;
        }
    }

    /// <summary>Tells thoughts up to the closing tag.</summary>
    /// <returns>What comes behind the tag.</returns>
    private ReadOnlySpan<byte> TakeThoughts(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (text[at..].IndexOfAny((byte)'<', (byte)'\\') is >= 0 and var further)
        {
            at += further;
            switch (ThinkTag.Starts(text[at..], ThinkTag.Close, out var length))
            {
                case null:
                    Think(text[..at]);
                    return Hold(text[at..]);
                case true:
                    Think(text[..at]);
                    _phase = Phase.Closed;
                    return text[(at + length)..];
                default:
                    // Not a byte further than one sign: an escaped backslash must not begin an escape.
                    _ = ThinkTag.Read(text[at..], out var used);
                    at += used;
                    break;
            }
        }

        Think(text);
        return [];
    }

    private ReadOnlySpan<byte> TakeBlanks(ReadOnlySpan<byte> text)
    {
        text = text[ThinkTag.Blanks(text)..];
        _ = ThinkTag.Read(text, out var used);
        if (used == 0)
        {
            return Hold(text);
        }

        _phase = Phase.Speaking;
        return text;
    }

    private void Think(ReadOnlySpan<byte> thought)
    {
        if (!thought.IsEmpty)
        {
            next.Thought(thought);
        }
    }

    /// <summary>Keeps what cannot be told yet.</summary>
    private ReadOnlySpan<byte> Hold(ReadOnlySpan<byte> text)
    {
        _held.Write(text);
        return [];
    }

    /// <summary>No tag will come any more: tells what was held in the hope of one.</summary>
    private void Speak()
    {
        if (_held.WrittenCount > 0)
        {
            if (_phase == Phase.Thinking)
            {
                next.Thought(_held.WrittenSpan);
            }
            else
            {
                next.Text(_held.WrittenSpan);
            }

            _held.ResetWrittenCount();
        }

        _phase = Phase.Speaking;
    }
}
