using System.Text.Json;
using Aimux.Silo.Wire;
using static Aimux.Tests.Wire.GrammarException;

namespace Aimux.Tests.Wire;

/// <summary>Reads a chat stream as strictly as its protocol is defined.</summary>
internal sealed class ChatGrammar(bool usage)
{
    private static readonly string[] Reasons = ["stop", "length", "tool_calls", "content_filter"];

    private readonly ReadAnswer _answer = new();
    private bool _started;
    private bool _ended;
    private string _last = "";

    /// <param name="stream">All its bytes.</param>
    /// <param name="usage">Whether the caller asked for counts.</param>
    /// <exception cref="GrammarException">It breaks a rule.</exception>
    public static ReadAnswer Read(ReadOnlySpan<byte> stream, bool usage)
    {
        var grammar = new ChatGrammar(usage);
        foreach (var (name, data) in SseEvents.Of(stream))
        {
            Demand(name is null, "Events of chat have no name.");
            grammar.Read(data);
        }

        Demand(grammar._ended, "A stream ends with [DONE].");
        return grammar._answer;
    }

    private void Read(string data)
    {
        Demand(!_ended, "Nothing follows [DONE].");
        if (data == "[DONE]")
        {
            Demand(_answer.Stop.Length > 0, "A finish reason comes before [DONE].");
            Demand(_answer.Usage is not null == usage, "Counts come once if they are asked for, else never.");
            _ended = true;
            return;
        }

        var chunk = SseEvents.Json(data);
        Demand(chunk.Word("object") == "chat.completion.chunk", "An event is a chat.completion.chunk.");
        Demand(chunk.Number("created") >= 0, "An event says when.");
        var (id, model) = (chunk.Word("id"), chunk.Word("model"));
        Demand(id.Length > 0, "An answer has an id.");
        Demand(!_started || (id == _answer.Id && model == _answer.Model), "All events have one id and one model.");
        (_answer.Id, _answer.Model) = (id, model);
        var choices = chunk.Member("choices");
        if (choices.GetArrayLength() == 0)
        {
            Count(chunk.Member("usage"));
            return;
        }

        Demand(chunk.IsNull("usage"), "Counts have an event of their own.");
        Demand(choices.GetArrayLength() == 1 && choices[0].Number("index") == 0, "There is one choice, 0.");
        Demand(_answer.Stop.Length == 0, "Nothing is said after the finish reason.");
        Delta(choices[0].Member("delta"));
        Finish(choices[0]);
    }

    private void Delta(JsonElement delta)
    {
        Demand(
            _started || (!delta.IsNull("role") && delta.Word("role") == "assistant"),
            "The first delta has the role."
        );
        Demand(!_started || delta.IsNull("role"), "Only the first delta has the role.");
        _started = true;
        _answer.Text += Piece(delta, "content");
        _answer.Thoughts += Piece(delta, "reasoning_content");
        _answer.Refusal += Piece(delta, "refusal");
        if (!delta.IsNull("tool_calls"))
        {
            foreach (var fragment in delta.Member("tool_calls").EnumerateArray())
            {
                Fragment(fragment.Number("index"), fragment);
            }
        }
    }

    private string Piece(JsonElement delta, string name)
    {
        var piece = delta.IsNull(name) ? "" : delta.Word(name);
        if (piece.Length > 0 && _last != name)
        {
            _last = name;
            _answer.Order = $"{_answer.Order} {name}".TrimStart();
        }

        return piece;
    }

    private void Fragment(int index, JsonElement fragment)
    {
        Demand(index <= _answer.Calls.Count, $"Call {index} comes before call {index - 1}.");
        var function = fragment.Member("function");
        if (index == _answer.Calls.Count)
        {
            Demand(fragment.Word("type") == "function", "A call is of type function.");
            var (id, name) = (fragment.Word("id"), function.Word("name"));
            Demand(id.Length > 0 && _answer.Calls.All(call => call.Id != id), "A call has an id of its own.");
            Demand(name.Length > 0, "A call has a name.");
            _answer.Calls.Add(new ReadCall(id, name));
            _last = "tool_calls";
            _answer.Order = $"{_answer.Order} tool_calls".TrimStart();
        }
        else
        {
            Demand(fragment.IsNull("id") && function.IsNull("name"), "Only the first fragment has an id and a name.");
        }

        _answer.Calls[index].Arguments += function.Word("arguments");
    }

    private void Finish(JsonElement choice)
    {
        if (choice.Member("finish_reason").ValueKind == JsonValueKind.Null)
        {
            return;
        }

        _answer.Stop = choice.Word("finish_reason");
        Demand(Reasons.Contains(_answer.Stop), $"There is no reason {_answer.Stop}.");
        Demand(_answer.Stop != "tool_calls" || _answer.Calls.Count > 0, "tool_calls needs a call.");
        Demand(_answer.Stop != "stop" || _answer.Calls.Count == 0, "An answer with calls finishes for tool_calls.");
        Demand(
            _answer.Stop != "tool_calls" || _answer.Calls.All(call => call.IsObject),
            "Arguments are a JSON object."
        );
    }

    private void Count(JsonElement counts)
    {
        Demand(_answer.Stop.Length > 0, "Counts come after the finish reason.");
        Demand(_answer.Usage is null, "Counts come once.");
        var (input, output) = (counts.Number("prompt_tokens"), counts.Number("completion_tokens"));
        Demand(counts.Number("total_tokens") == input + output, "The total is a sum.");
        var details = counts.Member("prompt_tokens_details");
        _answer.Usage = new AnswerUsage(
            input,
            details.Number("cached_tokens"),
            details.IsNull("cache_write_tokens") ? 0 : details.Number("cache_write_tokens"),
            output,
            counts.Member("completion_tokens_details").Number("reasoning_tokens")
        );
    }
}
