using System.Text.Json;
using Aimux.Silo.Wire;
using static Aimux.Tests.Wire.GrammarException;

namespace Aimux.Tests.Wire;

/// <summary>Reads a Messages stream as strictly as its protocol is defined.</summary>
internal sealed class MessagesGrammar
{
    private static readonly string[] Reasons =
    [
        "end_turn",
        "max_tokens",
        "stop_sequence",
        "tool_use",
        "pause_turn",
        "refusal",
        "model_context_window_exceeded",
    ];

    private readonly ReadAnswer _answer = new();
    private readonly HashSet<string> _ids = [];
    private bool _started;
    private bool _stopped;
    private bool _ended;
    private int _next;
    private string? _open;
    private bool _signed;

    /// <exception cref="GrammarException">It breaks a rule.</exception>
    public static ReadAnswer Read(ReadOnlySpan<byte> stream)
    {
        var grammar = new MessagesGrammar();
        foreach (var (name, data) in SseEvents.Of(stream))
        {
            grammar.Read(name, SseEvents.Json(data));
        }

        Demand(grammar._ended, "A stream ends with message_stop.");
        return grammar._answer;
    }

    private void Read(string? name, JsonElement data)
    {
        Demand(name is not null, "Every event has a name.");
        Demand(name == data.Word("type"), $"The event {name} must be of its type, not {data.Word("type")}.");
        Demand(!_ended, "Nothing follows message_stop.");
        Demand(_started || name == "message_start", "message_start comes first.");
        switch (name)
        {
            case "message_start":
                Start(data.Member("message"));
                break;
            case "content_block_start":
                Open(data.Number("index"), data.Member("content_block"));
                break;
            case "content_block_delta":
                Delta(data.Number("index"), data.Member("delta"));
                break;
            case "content_block_stop":
                Shut(data.Number("index"));
                break;
            case "message_delta":
                Stop(data.Member("delta"), data.Member("usage"));
                break;
            case "message_stop":
                Demand(_stopped, "message_delta comes before message_stop.");
                _ended = true;
                break;
            default:
                Demand(name == "ping", $"There is no event {name}.");
                break;
        }
    }

    private void Start(JsonElement message)
    {
        Demand(!_started, "There is one message_start.");
        _started = true;
        Demand(message.Word("type") == "message", "A message is of type message.");
        Demand(message.Word("role") == "assistant", "The assistant speaks.");
        Demand(message.Member("content").GetArrayLength() == 0, "A message starts without content.");
        Demand(message.IsNull("stop_reason"), "A message has not stopped when it starts.");
        _answer.Id = message.Word("id");
        Demand(_answer.Id.Length > 0, "A message has an id.");
        _answer.Model = message.Word("model");
        _answer.FirstUsage = Usage(message.Member("usage"));
    }

    private void Open(int index, JsonElement block)
    {
        Demand(!_stopped, "No block follows message_delta.");
        Demand(_open is null, "A block is open: none may be opened.");
        Demand(index == _next, $"The next block is {_next}, not {index}.");
        _open = block.Word("type");
        _signed = false;
        _answer.Order = $"{_answer.Order} {_open}".TrimStart();
        switch (_open)
        {
            case "text":
                _answer.Text += block.Word("text");
                break;
            case "thinking":
                _answer.Thoughts += block.Word("thinking");
                _answer.Signatures += block.Word("signature");
                break;
            case "redacted_thinking":
                _answer.Hidden += block.Word("data");
                break;
            case "tool_use":
                Demand(block.Member("input").ValueKind == JsonValueKind.Object, "The input of a call is an object.");
                Demand(_ids.Add(block.Word("id")) && block.Word("id").Length > 0, "A call has an id of its own.");
                Demand(block.Word("name").Length > 0, "A call has a name.");
                _answer.Calls.Add(new ReadCall(block.Word("id"), block.Word("name")));
                break;
            default:
                throw new GrammarException($"There is no block {_open}.");
        }
    }

    private void Delta(int index, JsonElement delta)
    {
        Demand(_open is not null, "A delta needs an open block.");
        Demand(index == _next, $"The open block is {_next}, not {index}.");
        var type = delta.Word("type");
        switch ((_open, type))
        {
            case ("text", "text_delta"):
                _answer.Text += delta.Word("text");
                break;
            case ("thinking", "thinking_delta"):
                Demand(!_signed, "No thought follows its signature.");
                _answer.Thoughts += delta.Word("thinking");
                break;
            case ("thinking", "signature_delta"):
                Demand(!_signed, "A thought is signed once.");
                _signed = true;
                _answer.Signatures += delta.Word("signature");
                break;
            case ("tool_use", "input_json_delta"):
                _answer.Calls[^1].Arguments += delta.Word("partial_json");
                break;
            default:
                throw new GrammarException($"A {type} cannot stand in a {_open} block.");
        }
    }

    private void Shut(int index)
    {
        Demand(_open is not null, "No block is open.");
        Demand(index == _next, $"The open block is {_next}, not {index}.");
        _open = null;
        _next++;
    }

    private void Stop(JsonElement delta, JsonElement usage)
    {
        Demand(!_stopped, "There is one message_delta.");
        Demand(_open is null, "All blocks are shut before message_delta.");
        _stopped = true;
        _answer.Stop = delta.Word("stop_reason");
        Demand(Reasons.Contains(_answer.Stop), $"There is no reason {_answer.Stop}.");
        Demand(_answer.Stop != "tool_use" || _answer.Calls.Count > 0, "tool_use needs a call.");
        Demand(_answer.Stop != "end_turn" || _answer.Calls.Count == 0, "An answer with calls stops for tool_use.");
        _answer.Sequence = delta.IsNull("stop_sequence") ? null : delta.Word("stop_sequence");
        Demand(_answer.Sequence is null || _answer.Stop == "stop_sequence", "Only stop_sequence has a sequence.");
        Demand(
            _answer.Stop != "tool_use" || _answer.Calls.All(call => call.IsObject),
            $"Arguments are a JSON object, not {string.Join(" or ", _answer.Calls.Select(call => call.Arguments))}."
        );
        _answer.Usage = Usage(usage);
    }

    private static AnswerUsage Usage(JsonElement usage)
    {
        var read = usage.Number("cache_read_input_tokens");
        var written = usage.Number("cache_creation_input_tokens");
        return new AnswerUsage(
            usage.Number("input_tokens") + read + written,
            read,
            written,
            usage.Number("output_tokens"),
            null
        );
    }
}
