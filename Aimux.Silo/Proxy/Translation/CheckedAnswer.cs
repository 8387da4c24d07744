using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Dialects;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Proxy.Sse;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>A whole answer after a look at it: a failure after all, or good, and then perhaps in other words.</summary>
/// <param name="Failure">Why it is none; <c>null</c> if it is one.</param>
/// <param name="Usage">Tokens, if it counts them.</param>
/// <param name="Id">A hash of its id; 0 if it was not read.</param>
/// <param name="Translated">What the caller gets instead; <c>null</c> if the answer passes as it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CheckedAnswer(
    AttemptFailure? Failure,
    Usage? Usage = null,
    ReadOnlyMemory<byte>? Translated = null,
    ulong Id = 0
)
{
    /// <summary>Whether the caller gets something else than what the provider said: another protocol, or a stream.</summary>
    public static bool IsTranslated(WireProtocol? spoken, RequestPeek peek) =>
        spoken is not null && (spoken != peek.Operation.Protocol || peek.Streaming);

    /// <param name="answer">The whole answer.</param>
    /// <param name="spoken">Its protocol; <c>null</c> for everything but conversations.</param>
    /// <param name="peek">What was asked.</param>
    /// <param name="request">The same in whole.</param>
    /// <param name="dialect">What its vendor says otherwise.</param>
    /// <param name="kind">What it is made of.</param>
    public static CheckedAnswer Of(
        ReadOnlyMemory<byte> answer,
        WireProtocol? spoken,
        RequestPeek peek,
        RequestBody request,
        VendorDialect dialect,
        AnswerKind kind
    )
    {
        if (answer.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Failed(AttemptOutcome.EmptyAnswer, "The answer was empty.");
        }

        try
        {
            return (spoken, kind) switch
            {
                ({ } protocol, AnswerKind.Events) => ReadEvents(answer, protocol, peek, request, dialect),
                ({ } protocol, _) when protocol != WireProtocol.Chat || IsTranslated(spoken, peek) => Read(
                    answer,
                    protocol,
                    peek,
                    request,
                    dialect
                ),
                (null, AnswerKind.Other) => new CheckedAnswer(null),
                _ => Scan(answer, mustChoose: spoken is not null || peek.Operation == Operation.Completions),
            };
        }
        catch (AnswerTooLongException)
        {
            return Failed(AttemptOutcome.Malformed, "The answer could not be put in order.");
        }
        catch (JsonException)
        {
            return Failed(AttemptOutcome.Malformed, "The answer was not valid JSON.");
        }
    }

    private static CheckedAnswer Scan(ReadOnlyMemory<byte> answer, bool mustChoose)
    {
        var facts = ChatFactsReader.Read(answer.Span);
        if (!facts.HasError && (facts.HasChoices || !mustChoose))
        {
            return new CheckedAnswer(null, facts.Usage);
        }

        var error = UpstreamError.Parse(answer.ToArray());
        return facts.HasError || error.Shape == ErrorShape.BaseResp
            ? Failed(error, answer)
            : Failed(AttemptOutcome.EmptyAnswer, "The answer held no choice.");
    }

    private static CheckedAnswer Read(
        ReadOnlyMemory<byte> answer,
        WireProtocol spoken,
        RequestPeek peek,
        RequestBody request,
        VendorDialect dialect
    )
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = IsTranslated(spoken, peek)
            ? AnswerTranslation.WriterTo(peek, request.Memory, output, dialect)
            : null;
        var observed = new ObservedAnswer(writer);
        return AnswerTranslation.Read(spoken, answer, observed) switch
        {
            EventKind.Error => Failed(UpstreamError.Parse(answer.ToArray()), answer),
            EventKind.End when observed.HasContent || observed.HasStopped => new CheckedAnswer(
                null,
                observed.Usage,
                // Without the type, null would be an answer of no bytes.
                writer is null
                    ? (ReadOnlyMemory<byte>?)null
                    : output.WrittenMemory,
                observed.Id
            ),
            _ => Failed(AttemptOutcome.EmptyAnswer, "The answer held nothing."),
        };
    }

    /// <summary>A stream for a caller who did not ask for one: what it says is put together.</summary>
    private static CheckedAnswer ReadEvents(
        ReadOnlyMemory<byte> answer,
        WireProtocol spoken,
        RequestPeek peek,
        RequestBody request,
        VendorDialect dialect
    )
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = AnswerTranslation.WriterTo(peek, request.Memory, output, dialect);
        var state = new ReadStreamState(AnswerTranslation.ReaderOf(spoken), writer);
        var rest = answer.Span;
        using var events = new EventBuffer();
        while (!rest.IsEmpty)
        {
            var room = events.Room().Span;
            var length = Math.Min(room.Length, rest.Length);
            rest[..length].CopyTo(room);
            events.Advance(length);
            rest = rest[length..];
            while (events.TryTake(out var raw) || rest.IsEmpty && events.TryTakeRest(out raw))
            {
                var meaning = state.Take(raw, out var data);
                if (meaning == EventMeaning.Error)
                {
                    return new CheckedAnswer(StreamStates.ErrorIn(data.ToArray()));
                }

                if (meaning == EventMeaning.Malformed)
                {
                    return Failed(AttemptOutcome.Malformed, "The stream held broken JSON.");
                }
            }
        }

        return state.Close()
            ? new CheckedAnswer(null, state.Usage, output.WrittenMemory, state.Id)
            : Failed(AttemptOutcome.Truncated, "The stream ended before the answer was complete.");
    }

    private static CheckedAnswer Failed(AttemptOutcome outcome, string detail) =>
        new(new AttemptFailure(outcome, detail, 200));

    private static CheckedAnswer Failed(UpstreamError error, ReadOnlyMemory<byte> answer)
    {
        var outcome = FailureClassifier.Classify(200, error);
        var detail = $"200 around an error: {error.Message}";
        return new(new AttemptFailure(outcome, detail, 200, null, answer.ToArray(), "application/json"));
    }
}
