using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Dialects;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>A whole answer after a look at it: a failure after all, or good, and then perhaps in other words.</summary>
/// <param name="Failure">Why it is none; <c>null</c> if it is one.</param>
/// <param name="Usage">Tokens, if it counts them.</param>
/// <param name="Translated">What the caller gets instead; <c>null</c> if the answer passes as it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CheckedAnswer(
    AttemptFailure? Failure,
    Usage? Usage = null,
    ReadOnlyMemory<byte>? Translated = null
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
    /// <param name="isJson">Whether it says that it is JSON.</param>
    public static CheckedAnswer Of(
        ReadOnlyMemory<byte> answer,
        WireProtocol? spoken,
        RequestPeek peek,
        RequestBody request,
        VendorDialect dialect,
        bool isJson
    )
    {
        if (answer.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Failed(AttemptOutcome.EmptyAnswer, "The answer was empty.");
        }

        try
        {
            return spoken is { } protocol && (protocol != WireProtocol.Chat || IsTranslated(spoken, peek))
                    ? Read(answer, protocol, peek, request, dialect)
                : spoken is null && !isJson ? new CheckedAnswer(null)
                : Scan(answer, mustChoose: spoken is not null || peek.Operation == Operation.Completions);
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
                    : output.WrittenMemory
            ),
            _ => Failed(AttemptOutcome.EmptyAnswer, "The answer held nothing."),
        };
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
