using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aimux.Silo.Wire;
using CsCheck;

namespace Aimux.Tests.Wire.Answers;

/// <summary>A random answer: who tells it, and what must arrive.</summary>
internal sealed record Script(Script.Step[] Steps, AnswerUsage? Usage, StopReason? Reason, bool Early)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Signs that are escaped, signs of one to four bytes, and signs that mean something to a line of an event.
    private static readonly Gen<string> Words = Gen.OneOf(
            Array.ConvertAll<string, Gen<string>>(
                [
                    "a",
                    "Hello ",
                    "\"",
                    "\\",
                    "\n",
                    "\r\n",
                    "\t",
                    "\u0001",
                    "\u2028",
                    "é",
                    "漢",
                    "😀",
                    "data: ",
                    "{",
                    "}",
                    "/",
                    "\\u0041",
                    "",
                ],
                Gen.Const
            )
        )
        .Array[0, 4]
        .Select(string.Concat);

    private static readonly Gen<string> Arguments = Gen.Dictionary(
            Words,
            Gen.OneOf<object?>(
                Words.Select(word => (object?)word),
                Gen.Int.Select(number => (object?)number),
                Gen.Const((object?)null),
                Words.Array[0, 3].Select(words => (object?)words)
            )
        )[0, 3]
        .Select(members => JsonSerializer.Serialize(members, Plain));

    public static readonly Gen<Script> Any = Gen.Select(
        Gen.OneOf(
            Words.Select(text => new Part("text", text)),
            Words.Select(text => new Part("thought", text)),
            Arguments.Select(text => new Part("call", text)),
            Gen.Const(new Part("call", ""))
        ).Array[0, 6],
        Gen.Int,
        Gen.Int[0, 500].Array[4],
        Gen.Int[-1, 4],
        Gen.Bool,
        Gen.Bool,
        (parts, seed, counts, reason, counted, early) =>
            new Script(
                Cut(parts, new Random(seed)),
                counted
                    ? new AnswerUsage(counts[0] + counts[1] + counts[2], counts[1], counts[2], counts[3], null)
                    : null,
                reason < 0 ? null : (StopReason)reason,
                early
            )
    );

    /// <summary>What every protocol holds of it.</summary>
    public string Content
    {
        get
        {
            var answer = new ReadAnswer
            {
                Text = Join("text"),
                Thoughts = Join("thought"),
                Calls =
                [
                    .. Steps
                        .Where(step => step.Kind == "call")
                        .Select(call => new ReadCall($"id_{call.Call}", $"tool_{call.Call}")
                        {
                            Arguments = string.Concat(
                                Steps
                                    .Where(step => step.Kind == "arguments" && step.Call == call.Call)
                                    .Select(step => step.Text)
                            )
                                is { Length: > 0 } said
                                ? said
                                : "{}",
                        }),
                ],
            };
            return answer.Content;
        }
    }

    /// <summary>The protocol's word for why it stops.</summary>
    public string StopIn(WireProtocol protocol)
    {
        var calls = Steps.Any(step => step.Kind == "call");
        var reason = Reason switch
        {
            null or StopReason.EndOfTurn or StopReason.ToolCalls => calls ? StopReason.ToolCalls : StopReason.EndOfTurn,
            { } other => other,
        };
        return (protocol, reason) switch
        {
            (WireProtocol.Messages, StopReason.EndOfTurn) => "end_turn",
            (WireProtocol.Messages, StopReason.ToolCalls) => "tool_use",
            (WireProtocol.Messages, StopReason.Length) => "max_tokens",
            (WireProtocol.Messages, StopReason.StopSequence) => "stop_sequence",
            (WireProtocol.Messages, _) => "refusal",
            (WireProtocol.Chat, StopReason.Length) => "length",
            (WireProtocol.Chat, StopReason.Refusal) => "content_filter",
            (WireProtocol.Chat, _) => calls ? "tool_calls" : "stop",
            (_, StopReason.Length) => "max_output_tokens",
            (_, StopReason.Refusal) => "content_filter",
            _ => "completed",
        };
    }

    public void Tell(IAnswerSink sink)
    {
        sink.Begin("id_1"u8, "model \\\"m\\\""u8);
        if (Usage is { } early && Early)
        {
            sink.Usage(early);
        }

        foreach (var step in Steps)
        {
            step.Tell(sink);
        }

        if (Reason is { } reason)
        {
            sink.Stop(reason, reason == StopReason.StopSequence ? "#"u8 : default);
        }

        if (Usage is { } late)
        {
            sink.Usage(late);
        }

        sink.End();
    }

    public override string ToString() =>
        $"{Reason} {Usage} {string.Join(" | ", Steps.Select(step => step.ToString()))}";

    private string Join(string kind) => string.Concat(Steps.Where(step => step.Kind == kind).Select(step => step.Text));

    /// <summary>Cuts every part into pieces; those of calls alternate with whatever comes after.</summary>
    private static Step[] Cut(Part[] parts, Random random)
    {
        var steps = new List<Step>();
        var waiting = new List<Queue<Step>>();
        var calls = 0;
        foreach (var part in parts)
        {
            var call = part.Kind == "call" ? calls++ : -1;
            var pieces = Pieces(part.Text, random);
            if (call < 0)
            {
                steps.AddRange(pieces.Select(piece => new Step(part.Kind, call, piece, random.Next(2) == 0)));
            }
            else
            {
                steps.Add(new Step("call", call, "", Escapes: false));
                waiting.Add(
                    new Queue<Step>(pieces.Select(piece => new Step("arguments", call, piece, random.Next(2) == 0)))
                );
            }

            Some(random.Next(4));
        }

        Some(int.MaxValue);
        return [.. steps];

        void Some(int count)
        {
            for (; count > 0 && waiting.Count > 0; count--)
            {
                var one = waiting[random.Next(waiting.Count)];
                if (!one.TryDequeue(out var step))
                {
                    waiting.Remove(one);
                    continue;
                }

                steps.Add(step);
            }
        }
    }

    private static List<string> Pieces(string text, Random random)
    {
        var pieces = new List<string>();
        while (text.Length > 0)
        {
            var length = Math.Min(text.Length, random.Next(0, 6));
            pieces.Add(text[..length]);
            text = text[length..];
        }

        return pieces;
    }

    internal sealed record Part(string Kind, string Text);

    internal sealed record Step(string Kind, int Call, string Text, bool Escapes)
    {
        public void Tell(IAnswerSink sink)
        {
            var escaped = Encoding.UTF8.GetBytes(Escaped());
            switch (Kind)
            {
                case "text":
                    sink.Text(escaped);
                    break;
                case "thought":
                    sink.Thought(escaped);
                    break;
                case "call":
                    sink.ToolCall(Call, Encoding.UTF8.GetBytes($"id_{Call}"), Encoding.UTF8.GetBytes($"tool_{Call}"));
                    break;
                default:
                    sink.ToolArguments(Call, escaped);
                    break;
            }
        }

        /// <summary>As a provider may write it: half a surrogate pair can only be an escape.</summary>
        private string Escaped()
        {
            var escaped = new StringBuilder();
            for (var i = 0; i < Text.Length; i++)
            {
                var sign = Text[i];
                if (char.IsHighSurrogate(sign) && i + 1 < Text.Length && !Escapes)
                {
                    escaped.Append(sign).Append(Text[++i]);
                }
                else if (sign is '"' or '\\')
                {
                    escaped.Append('\\').Append(sign);
                }
                else if (sign < ' ' || char.IsSurrogate(sign) || (Escapes && !char.IsAsciiLetterOrDigit(sign)))
                {
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:X4}");
                }
                else
                {
                    escaped.Append(sign);
                }
            }

            return escaped.ToString();
        }
    }
}
