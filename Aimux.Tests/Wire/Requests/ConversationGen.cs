using System.Text.Json.Nodes;
using CsCheck;

namespace Aimux.Tests.Wire.Requests;

/// <summary>Arbitrary chat requests of which every meaning has a place in Anthropic Messages too.</summary>
internal static class ConversationGen
{
    private static readonly Gen<string> Piece = OneOf(
        "a",
        "b c",
        " ",
        "é",
        "\"",
        "\\",
        "\n",
        "\t",
        "/",
        "😀",
        "{}",
        "\u0001",
        "</s>",
        "data:",
        "\\n"
    );

    // A text without a letter is left out of Messages.
    private static readonly Gen<string> Text = Piece.Array[0, 6].Select(pieces => "t" + string.Concat(pieces));

    private static readonly Gen<string> Name = OneOf("f", "get_weather", "search-2");

    private static readonly Gen<JsonNode> TextPart = Text.Select(text =>
        (JsonNode)new JsonObject { ["type"] = "text", ["text"] = text }
    );

    private static readonly Gen<JsonNode> ImagePart = OneOf(
            "data:image/png;base64,iVBORw0KGgo=",
            "data:image/jpeg;base64,/9j/+A==",
            "https://a.example/b.png?c=d"
        )
        .Select(url =>
            (JsonNode)
                new JsonObject
                {
                    ["type"] = "image_url",
                    ["image_url"] = new JsonObject { ["url"] = url },
                }
        );

    private static readonly Gen<JsonNode> FilePart = Text.Select(name =>
        (JsonNode)
            new JsonObject
            {
                ["type"] = "file",
                ["file"] = new JsonObject
                {
                    ["filename"] = name,
                    ["file_data"] = "data:application/pdf;base64,JVBERi0=",
                },
            }
    );

    private static readonly Gen<JsonNode> TextContent = Gen.OneOf(
        Text.Select(text => (JsonNode)JsonValue.Create(text)),
        TextPart.Array[1, 3].Select(parts => (JsonNode)new JsonArray(parts))
    );

    private static readonly Gen<JsonNode> UserContent = Gen.OneOf(
        TextContent,
        Gen.OneOf(TextPart, ImagePart, FilePart).Array[1, 4].Select(parts => (JsonNode)new JsonArray(parts))
    );

    private static readonly Gen<JsonNode> Value = Gen.OneOf(
        Text.Select(text => (JsonNode)JsonValue.Create(text)),
        Gen.Int[-9, 9].Select(number => (JsonNode)JsonValue.Create(number)),
        Gen.Const(() => JsonNode.Parse("[1.50,true,null,{\"x\":\"\\u0000\"}]")!)
    );

    private static readonly Gen<string> Arguments = Gen.Select(Text, Value)
        .Select((name, value) => new JsonObject { [name] = value }.ToJsonString());

    private static readonly Gen<JsonObject> Call = Gen.Select(Name, Arguments)
        .Select(
            (name, arguments) =>
                new JsonObject
                {
                    ["type"] = "function",
                    ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
                }
        );

    private static readonly Gen<JsonObject[]> System = Gen.Select(OneOf("system", "developer"), TextContent)
        .Select((role, content) => Message(role, content))
        .Array[0, 2];

    private static readonly Gen<JsonObject[]> User = UserContent.Select(content => Message("user", content)).Array[
        1,
        2
    ];

    // What an assistant says, what its tools say, and what the user says then.
    private static readonly Gen<JsonObject[]> Exchange = Gen.Select(
            Gen.OneOf(Gen.Const(() => (JsonNode?)null), TextContent.Select(content => (JsonNode?)content)),
            Gen.Select(Call, TextContent).Array[0, 3],
            User
        )
        .Select((content, calls, user) => Turn(content, calls, user));

    private static readonly Gen<JsonObject> Options = Gen.Select(
        OneOf(
            "{}",
            """{"temperature":0.25}""",
            """{"temperature":1}""",
            """{"top_p":0.5}""",
            """{"reasoning_effort":"low"}""",
            """{"reasoning_effort":"xhigh","top_p":0.95}"""
        ),
        OneOf("{}", """{"stop":"x"}""", """{"stop":["x"," y","\n\nHuman"]}"""),
        OneOf("{}", """{"stream":true}""", """{"stream":false}"""),
        OneOf("{}", """{"user":"u-1"}"""),
        OneOf(
            "{}",
            """{"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object","properties":{"a":{"type":["string","null"]}}}}}}"""
        ),
        OneOf(
            "{}",
            """{"tools":[{"type":"function","function":{"name":"f","description":"d \"e\"","parameters":{"type":"object","properties":{"x":{"type":"integer"}}}}}]}""",
            """{"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"},"strict":true}},{"type":"function","function":{"name":"g"}}],"tool_choice":"required","parallel_tool_calls":false}""",
            """{"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"function","function":{"name":"f"}}}""",
            """{"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"none"}""",
            """{"tools":[{"type":"function","function":{"name":"f"}}],"parallel_tool_calls":false}"""
        ),
        (sampling, stop, stream, user, format, tools) => Merge([sampling, stop, stream, user, format, tools])
    );

    public static Gen<JsonObject> Chat { get; } =
        Gen.Select(System, User, Exchange.Array[0, 4], Options, Gen.Int[1, 9_000])
            .Select(
                (system, user, exchanges, options, tokens) =>
                {
                    options["model"] = "m";
                    options["max_tokens"] = tokens;
                    options["messages"] = new JsonArray([.. system, .. user, .. exchanges.SelectMany(turn => turn)]);
                    return Numbered(options);
                }
            );

    private static Gen<string> OneOf(params string[] values) =>
        Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static JsonObject Message(string role, JsonNode? content) =>
        new() { ["role"] = role, ["content"] = content };

    private static JsonObject[] Turn(JsonNode? content, (JsonObject Call, JsonNode Said)[] calls, JsonObject[] user)
    {
        if (calls.Length == 0)
        {
            return [Message("assistant", content ?? "t"), .. user];
        }

        var assistant = Message("assistant", content);
        assistant["tool_calls"] = new JsonArray([.. calls.Select(call => call.Call)]);
        return [assistant, .. calls.Select(call => Message("tool", call.Said)), .. user];
    }

    /// <summary>Gives each call an id of its own and each result its call's.</summary>
    private static JsonObject Numbered(JsonObject chat)
    {
        var calls = 0;
        var results = 0;
        foreach (var message in chat["messages"]!.AsArray())
        {
            foreach (var call in message!["tool_calls"]?.AsArray() ?? [])
            {
                call!["id"] = $"call_{calls++}";
            }

            if ((string)message["role"]! == "tool")
            {
                message["tool_call_id"] = $"call_{results++}";
            }
        }

        return chat;
    }

    private static JsonObject Merge(string[] parts)
    {
        var whole = new JsonObject();
        foreach (var (name, value) in parts.SelectMany(part => JsonNode.Parse(part)!.AsObject().ToList()))
        {
            whole[name] = value!.DeepClone();
        }

        return whole;
    }
}
