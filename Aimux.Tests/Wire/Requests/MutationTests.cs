using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Requests;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

/// <summary>However a request is broken, it is translated to JSON or refused at a place, and nothing else happens.</summary>
public sealed class MutationTests
{
    private const int Iterations = 5_000;
    private const string Surrogate = "half-a-pair";

    private static readonly string[] Requests =
    [
        .. MessagesToChatTests.Histories.Select(row => row.Data.Item1),
        .. ChatToMessagesTests.Histories.Select(row => row.Data.Item1),
        .. ResponsesToChatTests.Inputs.Select(row => row.Data.Item1),
        """ "messages":[{"role":"user","content":"x"}],"system":"s","max_tokens":1,"stop_sequences":["a"],"thinking":{"type":"enabled","budget_tokens":9},"output_config":{"effort":"low","format":{"type":"json_schema","schema":{}}},"metadata":{"user_id":"u"},"tools":[{"name":"f","input_schema":{}},{"type":"bash_1","name":"b"}],"tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true} """,
        """ "messages":[{"role":"user","content":"x"}],"temperature":2,"top_p":0.1,"stop":"a","n":2,"modalities":["text"],"reasoning_effort":"low","response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{}}},"tools":[{"type":"function","function":{"name":"f","parameters":{}}},{"type":"custom","custom":{"name":"c","format":{"type":"grammar","grammar":{"syntax":"lark","definition":"d"}}}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[]}},"parallel_tool_calls":false """,
        """ "input":"x","instructions":"i","text":{"format":{"type":"json_schema","name":"n","schema":{}},"verbosity":"low"},"reasoning":{"effort":"low","summary":"auto"},"tools":[{"type":"function","name":"f"},{"type":"custom","name":"c","format":{"type":"grammar","syntax":"lark","definition":"d"}},{"type":"namespace","name":"n","tools":[{"type":"function","name":"g"}]}],"tool_choice":{"type":"function","name":"f"},"stream":true,"store":true,"metadata":{"a":"b"} """,
    ];

    private static readonly string[] Values =
    [
        "null",
        "true",
        "7",
        "-1e999",
        "\"\"",
        "\"text\"",
        "\"tool_result\"",
        "\"data:;base64,\"",
        "\"data:text/plain;base64,?\"",
        "\"{\"",
        $"\"{Surrogate}\"",
        "[]",
        "[[]]",
        "{}",
        "{\"type\":\"text\"}",
        "{\"type\":\"tool_use\",\"id\":\"\",\"name\":\"\",\"input\":{}}",
    ];

    private static readonly Golden.Translation[] Translations =
    [
        MessagesToChat.Translate,
        ChatToMessages.Translate,
        ResponsesToChat.Translate,
    ];

    [Fact]
    public void A_changed_tree() =>
        Gen.Select(
                Gen.Int[0, Requests.Length - 1],
                Gen.Select(Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 4]).Array[1, 4]
            )
            .Sample(
                (request, changes) =>
                {
                    var tree = JsonNode.Parse(Golden.Body(Requests[request]))!.AsObject();
                    foreach (var (place, other, kind) in changes)
                    {
                        Change(tree, place, other, kind);
                    }

                    Check(
                        Encoding.UTF8.GetBytes(
                            tree.ToJsonString().Replace(Surrogate, "\\ud800", StringComparison.Ordinal)
                        )
                    );
                },
                iter: Iterations
            );

    [Fact]
    public void Changed_bytes() =>
        Gen.Select(Gen.Int[0, Requests.Length - 1], Gen.Select(Gen.Int[0, 9_999], Gen.Byte).Array[1, 3])
            .Sample(
                (request, changes) =>
                {
                    var body = Golden.Body(Requests[request]);
                    foreach (var (place, value) in changes)
                    {
                        body[place % body.Length] = value;
                    }

                    Check(body);
                },
                iter: Iterations
            );

    private static void Check(byte[] body)
    {
        foreach (var translate in Translations)
        {
            try
            {
                var translated = translate(body);
                using var document = JsonDocument.Parse(translated.Json);
                Assert.Equal(JsonValueKind.String, document.RootElement.GetProperty("model").ValueKind);
                Assert.Equal(translated.Dropped.Distinct(), translated.Dropped);
            }
            catch (UntranslatableException refusal)
            {
                Assert.NotEmpty(refusal.Parameter);
            }
        }
    }

    private static void Change(JsonObject tree, int place, int other, int kind)
    {
        var nodes = Below(tree).ToList();
        if (nodes.Count == 0)
        {
            return;
        }

        var (parent, name, index) = nodes[place % nodes.Count];
        switch (parent, kind)
        {
            case (JsonObject fields, 0):
                fields.Remove(name!);
                break;
            case (JsonArray items, 0):
                items.RemoveAt(index);
                break;
            case (JsonObject fields, 1):
                var moved = fields[name!]?.DeepClone();
                fields.Remove(name!);
                fields[name + "\u00e9"] = moved;
                break;
            case (JsonArray items, 1):
                items.Add(items[index]?.DeepClone());
                break;
            case (JsonObject fields, 2):
                fields[name!] = Get(nodes[other % nodes.Count])?.DeepClone();
                break;
            case (JsonArray items, 2):
                items[index] = Get(nodes[other % nodes.Count])?.DeepClone();
                break;
            case (JsonObject fields, _):
                fields[name!] = JsonNode.Parse(Values[other % Values.Length]);
                break;
            case (JsonArray items, _):
                items[index] = JsonNode.Parse(Values[other % Values.Length]);
                break;
            default:
                break;
        }
    }

    private static JsonNode? Get((JsonNode Parent, string? Name, int Index) place) =>
        place.Name is null ? place.Parent[place.Index] : place.Parent[place.Name];

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Below(JsonNode? node) =>
        node switch
        {
            JsonObject fields => fields
                .ToList()
                .SelectMany(field => Below(field.Value).Prepend((fields, field.Key, 0))),
            JsonArray items => items.ToList().SelectMany((item, index) => Below(item).Prepend((items, null, index))),
            _ => [],
        };
}
