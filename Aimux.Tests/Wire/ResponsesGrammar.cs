using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Wire;
using static Aimux.Tests.Wire.GrammarException;

namespace Aimux.Tests.Wire;

/// <summary>Reads a Responses stream as strictly as its protocol is defined.</summary>
internal sealed class ResponsesGrammar
{
    private static readonly string[] Required =
    [
        "id",
        "object",
        "created_at",
        "status",
        "error",
        "incomplete_details",
        "instructions",
        "metadata",
        "model",
        "output",
        "parallel_tool_calls",
        "temperature",
        "tool_choice",
        "tools",
        "top_p",
        "usage",
    ];

    private readonly ReadAnswer _answer = new();
    private readonly List<string> _done = [];
    private int _events;
    private bool _ended;
    private string? _type;
    private string _id = "";
    private string? _part;
    private string _said = "";
    private bool _whole;

    /// <exception cref="GrammarException">It breaks a rule.</exception>
    public static ReadAnswer Read(ReadOnlySpan<byte> stream)
    {
        var grammar = new ResponsesGrammar();
        foreach (var (name, data) in SseEvents.Of(stream))
        {
            grammar.Read(name, SseEvents.Json(data));
        }

        Demand(grammar._ended, "A stream ends with response.completed or response.incomplete.");
        return grammar._answer;
    }

    private void Read(string? name, JsonElement data)
    {
        Demand(name is not null, "Every event has a name.");
        Demand(name == data.Word("type"), $"The event {name} must be of its type, not {data.Word("type")}.");
        Demand(!_ended, "Nothing follows the end.");
        Demand(data.Number("sequence_number") == _events, $"The next event is {_events}.");
        switch (_events++)
        {
            case 0:
                Demand(name == "response.created", "response.created comes first.");
                Started(data.Member("response"));
                return;
            case 1:
                Demand(name == "response.in_progress", "response.in_progress comes second.");
                Started(data.Member("response"));
                return;
            default:
                Go(name!, data);
                return;
        }
    }

    private void Go(string name, JsonElement data)
    {
        switch (name)
        {
            case "response.output_item.added":
                Open(data);
                break;
            case "response.output_item.done":
                Shut(data);
                break;
            case "response.content_part.added" or "response.reasoning_summary_part.added":
                OpenPart(name, data);
                break;
            case "response.content_part.done" or "response.reasoning_summary_part.done":
                ShutPart(name, data);
                break;
            case "response.completed" or "response.incomplete":
                End(name["response.".Length..], data.Member("response"));
                break;
            default:
                Say(name, data);
                break;
        }
    }

    private void Started(JsonElement response)
    {
        Check(response);
        Demand(response.Word("status") == "in_progress", "An answer that starts is in progress.");
        Demand(response.Member("output").GetArrayLength() == 0, "An answer starts without output.");
        Demand(_answer.Id.Length == 0 || _answer.Id == response.Word("id"), "An answer has one id.");
        (_answer.Id, _answer.Model) = (response.Word("id"), response.Word("model"));
        Demand(_answer.Id.StartsWith("resp_", StringComparison.Ordinal), "An answer's id begins with resp_.");
    }

    private void Open(JsonElement data)
    {
        Demand(_type is null, "An item is open: none may be opened.");
        Demand(data.Number("output_index") == _done.Count, $"The next item is {_done.Count}.");
        var item = data.Member("item");
        _type = item.Word("type");
        _id = item.Word("id");
        _part = null;
        _said = "";
        _whole = false;
        Demand(_id.Length > 0, "An item has an id.");
        Demand(HasStatus(item, "in_progress"), "An item that is added is in progress.");
        _answer.Order = $"{_answer.Order} {_type}".TrimStart();
        switch (_type)
        {
            case "message":
                Demand(item.Member("content").GetArrayLength() == 0, "A message is added without content.");
                break;
            case "reasoning":
                Demand(item.Member("summary").GetArrayLength() == 0, "Thoughts are added without a summary.");
                break;
            case "function_call":
                OpenCall(item, "arguments");
                break;
            default:
                Demand(_type == "custom_tool_call", $"There is no item {_type}.");
                Demand(_id.StartsWith("ctc_", StringComparison.Ordinal), "Its id begins with ctc_.");
                OpenCall(item, "input");
                break;
        }
    }

    private void OpenCall(JsonElement item, string said)
    {
        Demand(item.Word(said).Length == 0, $"A call is added without {said}.");
        Demand(item.Word("name").Length > 0, "A call has a name.");
        Demand(_answer.Calls.All(call => call.Id != item.Word("call_id")), "A call has an id of its own.");
        var space = item.TryGetProperty("namespace", out var named) ? named.GetString()! : "";
        _answer.Calls.Add(new ReadCall(item.Word("call_id"), item.Word("name")) { Space = space });
    }

    private void OpenPart(string name, JsonElement data)
    {
        var summary = name.Contains("reasoning", StringComparison.Ordinal);
        InOpenItem(data, summary ? "reasoning" : "message");
        Demand(_part is null, "An item has one part.");
        Demand(data.Number(summary ? "summary_index" : "content_index") == 0, "The first part is 0.");
        _part = data.Member("part").Word("type");
        Demand(Said(data.Member("part")).Length == 0, "A part is added empty.");
    }

    private void Say(string name, JsonElement data)
    {
        var (item, part, member) = name[..name.LastIndexOf('.')] switch
        {
            "response.output_text" => ("message", "output_text", "text"),
            "response.refusal" => ("message", "refusal", "refusal"),
            "response.reasoning_summary_text" => ("reasoning", "summary_text", "text"),
            "response.custom_tool_call_input" => ("custom_tool_call", null, "input"),
            "response.function_call_arguments" => ("function_call", null, "arguments"),
            _ => throw new GrammarException($"There is no event {name}."),
        };
        InOpenItem(data, item);
        Demand(_part == part, $"{name} cannot stand in a part {_part}.");
        Demand(!_whole, "Nothing is said after done.");
        if (name.EndsWith(".delta", StringComparison.Ordinal))
        {
            _said += data.Word("delta");
            return;
        }

        Demand(name.EndsWith(".done", StringComparison.Ordinal), $"There is no event {name}.");
        Demand(data.Word(member) == _said, "done says what the deltas said.");
        _whole = true;
    }

    private void ShutPart(string name, JsonElement data)
    {
        InOpenItem(data, name.Contains("reasoning", StringComparison.Ordinal) ? "reasoning" : "message");
        Demand(_whole, "What a part says is done before the part is.");
        Demand(data.Member("part").Word("type") == _part, "A part keeps its type.");
        Demand(Said(data.Member("part")) == _said, "A part says what its deltas said.");
    }

    private void Shut(JsonElement data)
    {
        var item = data.Member("item");
        Demand(_type is not null && item.Word("type") == _type, "The item that is done is the open one.");
        Demand(data.Number("output_index") == _done.Count && item.Word("id") == _id, "It has its number and its id.");
        Demand(
            (HasStatus(item, "completed") || HasStatus(item, "incomplete")) && _whole,
            "An item is whole when it is done."
        );
        switch (_type)
        {
            case "function_call":
                Demand(item.Word("arguments") == _said, "A call has the arguments of its deltas.");
                Demand(item.Word("call_id") == _answer.Calls[^1].Id, "A call keeps its id.");
                _answer.Calls[^1].Arguments = _said;
                break;
            case "custom_tool_call":
                Demand(item.Word("input") == _said, "A call has the input of its deltas.");
                Demand(item.Word("call_id") == _answer.Calls[^1].Id, "A call keeps its id.");
                _answer.Calls[^1].Arguments = new JsonObject { ["input"] = _said }.ToJsonString();
                break;
            case "reasoning":
                Demand(Said(item.Member("summary")[0]) == _said, "Thoughts are those of their deltas.");
                _answer.Thoughts += _said;
                break;
            default:
                Demand(Said(item.Member("content")[0]) == _said, "A message is that of its deltas.");
                _answer.Text += _part == "output_text" ? _said : "";
                _answer.Refusal += _part == "refusal" ? _said : "";
                break;
        }

        _done.Add(item.GetRawText());
        _type = null;
    }

    private void End(string status, JsonElement response)
    {
        Demand(_type is null, "All items are done before the end.");
        Check(response);
        Demand(response.Word("id") == _answer.Id, "An answer has one id.");
        Demand(response.Word("status") == status, "The answer is what its event says.");
        Demand(
            response.Member("output").EnumerateArray().Select(item => item.GetRawText()).SequenceEqual(_done),
            "The output is the items that were done."
        );
        CheckStatus(status, response.Member("output"));
        _answer.Stop = status == "completed" ? "completed" : response.Member("incomplete_details").Word("reason");
        Demand(_answer.Stop is "completed" or "max_output_tokens" or "content_filter", "Its end has a known reason.");
        Demand(_answer.Stop != "completed" || _answer.Calls.All(call => call.IsObject), "Arguments are a JSON object.");
        var usage = response.Member("usage");
        var (input, output) = (usage.Number("input_tokens"), usage.Number("output_tokens"));
        Demand(usage.Number("total_tokens") == input + output, "The total is a sum.");
        var details = usage.Member("input_tokens_details");
        _answer.Usage = new AnswerUsage(
            input,
            details.Number("cached_tokens"),
            details.IsNull("cache_write_tokens") ? 0 : details.Number("cache_write_tokens"),
            output,
            usage.Member("output_tokens_details").Number("reasoning_tokens")
        );
        _ended = true;
    }

    /// <summary>What was cut short is the item that the answer ends with.</summary>
    private static void CheckStatus(string status, JsonElement output)
    {
        var left = output.GetArrayLength();
        foreach (var item in output.EnumerateArray())
        {
            Demand(
                HasStatus(item, --left == 0 ? status : "completed"),
                "All items are completed but the last of an incomplete answer."
            );
        }
    }

    private void InOpenItem(JsonElement data, string type)
    {
        Demand(_type == type, $"This cannot stand in an item {_type}.");
        Demand(
            data.Number("output_index") == _done.Count && data.Word("item_id") == _id,
            "It belongs to the open item."
        );
    }

    // OpenAI gives thoughts no status.
    private static bool HasStatus(JsonElement item, string status) =>
        (item.Word("type") == "reasoning" && item.IsNull("status")) || item.Word("status") == status;

    private static string Said(JsonElement part) => part.Word(part.Word("type") == "refusal" ? "refusal" : "text");

    private static void Check(JsonElement response)
    {
        foreach (var name in Required)
        {
            _ = response.Member(name);
        }

        Demand(response.Word("object") == "response", "The object is a response.");
        Demand(
            response.IsNull("text") || response.Member("text").Member("format").Word("type").Length > 0,
            "What is said of the text has its format."
        );
    }
}
