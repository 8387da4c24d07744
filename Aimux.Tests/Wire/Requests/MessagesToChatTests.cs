using Aimux.Silo.Wire.Requests;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

public sealed class MessagesToChatTests
{
    private const string Hi = """ "messages":[{"role":"user","content":"hi"}] """;

    public static TheoryData<string, string, string> Histories =>
        new()
        {
            // A system prompt, as a string and as blocks in their order.
            {
                """ "system":"S","messages":[{"role":"user","content":"hi"}] """,
                """ "messages":[{"role":"system","content":"S"},{"role":"user","content":"hi"}] """,
                ""
            },
            {
                """ "system":[{"type":"text","text":"A","cache_control":{"type":"ephemeral"}},{"type":"text","text":"B"}],"messages":[{"role":"user","content":"hi"}] """,
                """ "messages":[{"role":"system","content":"A\n\nB"},{"role":"user","content":"hi"}] """,
                "system[].cache_control"
            },
            {
                """ "system":[{"type":"text","text":"A","citations":[{}],"new":1}],"messages":[{"role":"user","content":"hi"}] """,
                """ "messages":[{"role":"system","content":"A"},{"role":"user","content":"hi"}] """,
                "system[].citations system[].*"
            },
            { """ "system":[],"messages":[{"role":"user","content":"hi"}] """, Hi, "" },
            {
                """ "messages":[{"role":"user","content":"hi"},{"role":"system","content":[{"type":"text","text":"S"}]}] """,
                """ "messages":[{"role":"user","content":"hi"},{"role":"system","content":"S"}] """,
                ""
            },
            // Text, one block and several.
            { """ "messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}] """, Hi, "" },
            {
                """ "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b","cache_control":{"type":"ephemeral"}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}] """,
                "messages[].content[].cache_control"
            },
            {
                """ "messages":[{"role":"user","content":[]}] """,
                """ "messages":[{"role":"user","content":""}] """,
                ""
            },
            // Images.
            {
                """ "messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}},{"type":"text","text":"what?"}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},{"type":"text","text":"what?"}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"https://a.example/b.png"}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example/b.png"}}]}] """,
                ""
            },
            // Documents.
            {
                """ "messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AA=="}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"file","file":{"filename":"document.pdf","file_data":"data:application/pdf;base64,AA=="}}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"document","title":"t.pdf","context":"c","citations":{"enabled":true},"source":{"type":"base64","media_type":"application/pdf","data":"AA=="}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"c"},{"type":"file","file":{"filename":"t.pdf","file_data":"data:application/pdf;base64,AA=="}}]}] """,
                "messages[].content[].citations"
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"document","title":"T","context":"C","source":{"type":"text","media_type":"text/plain","data":"D"}}]}] """,
                """ "messages":[{"role":"user","content":"T\nC\n\nD"}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"document","source":{"type":"content","content":[{"type":"text","text":"a"},{"type":"image","source":{"type":"url","url":"http://a.example"}}]}},{"type":"document","source":{"type":"content","content":"b"}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"http://a.example"}},{"type":"text","text":"b"}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"search_result","title":"T","source":"https://a.example","content":[{"type":"text","text":"x"},{"type":"text","text":"y"}]}]}] """,
                """ "messages":[{"role":"user","content":"T\nhttps://a.example\n\nx\n\ny"}] """,
                ""
            },
            // An assistant's turn is one message.
            {
                """ "messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"c2ln"},{"type":"text","text":"Let me see."},{"type":"tool_use","id":"t1","name":"f","input":{"a":"\"b\\"}},{"type":"tool_use","id":"t2","name":"g","input":{}}]}] """,
                """ "messages":[{"role":"assistant","content":"Let me see.","reasoning_content":"hm","tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{\"a\":\"\\\"b\\\\\"}"}},{"id":"t2","type":"function","function":{"name":"g","arguments":"{}"}}]}] """,
                "messages[].thinking.signature"
            },
            {
                """ "messages":[{"role":"assistant","content":[{"type":"redacted_thinking","data":"x"},{"type":"tool_use","id":"t1","name":"f","input":null,"caller":{"type":"direct"}}]}] """,
                """ "messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]}] """,
                "messages[].redacted_thinking messages[].content[].caller"
            },
            {
                """ "messages":[{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"text","text":"b","citations":[{"type":"char_location"}]},{"type":"tool_use","id":"t1","name":"f","input":{}},{"type":"text","text":"c"}]}] """,
                """ "messages":[{"role":"assistant","content":"ab\n\nc","tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]}] """,
                "messages[].content[].citations"
            },
            {
                """ "messages":[{"role":"assistant","content":[{"type":"server_tool_use","id":"s","name":"web_search","input":{}},{"type":"web_search_tool_result","tool_use_id":"s","content":[]},{"type":"text","text":"found"}]},{"role":"assistant","content":[{"type":"server_tool_use","id":"s","name":"web_search","input":{}}]}] """,
                """ "messages":[{"role":"assistant","content":"found"}] """,
                "messages[].server_tool_use"
            },
            {
                """ "messages":[{"role":"assistant","content":[{"type":"compaction","content":"so far"},{"type":"text","text":"on"}]},{"role":"assistant","content":"x"},{"role":"assistant","content":[]}] """,
                """ "messages":[{"role":"assistant","content":"so far\n\non"},{"role":"assistant","content":"x"},{"role":"assistant","content":""}] """,
                ""
            },
            // What tools said comes first.
            {
                """ "messages":[{"role":"user","content":[{"type":"text","text":"and?"},{"type":"tool_result","tool_use_id":"t1","content":"1"},{"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"type":"tool_result","tool_use_id":"t3"}]}] """,
                """ "messages":[{"role":"tool","tool_call_id":"t1","content":"1"},{"role":"tool","tool_call_id":"t2","content":"a\n\nb"},{"role":"tool","tool_call_id":"t3","content":""},{"role":"user","content":"and?"}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"no such file","cache_control":{"type":"ephemeral"}},{"type":"tool_result","tool_use_id":"t2","is_error":true}]}] """,
                """ "messages":[{"role":"tool","tool_call_id":"t1","content":"Error: no such file"},{"role":"tool","tool_call_id":"t2","content":"Error: "}] """,
                "messages[].content[].cache_control"
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"text","text":"and?"},{"type":"tool_result","tool_use_id":"t1","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}]},{"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"see"},{"type":"image","source":{"type":"url","url":"https://a.example"}}]}]}] """,
                """ "messages":[{"role":"tool","tool_call_id":"t1","content":"The result is in the next message."},{"role":"tool","tool_call_id":"t2","content":"see"},{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},{"type":"image_url","image_url":{"url":"https://a.example"}},{"type":"text","text":"and?"}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"search_result","title":"T","source":"S","content":[{"type":"text","text":"x"}]},{"type":"document","source":{"type":"text","data":"D"}},{"type":"tool_reference","tool_name":"f"}]}]}] """,
                """ "messages":[{"role":"tool","tool_call_id":"t1","content":"T\nS\n\nx\n\nD"}] """,
                "messages[].tool_result.tool_reference"
            },
        };

    [Theory]
    [MemberData(nameof(Histories))]
    public void A_conversation_crosses(string from, string to, string lost) =>
        Golden.Check(MessagesToChat.Translate, from, to, lost);

    [Theory]
    [InlineData("\"max_tokens\":100", "\"max_tokens\":100", "")]
    [InlineData("\"temperature\":0.50,\"top_p\":0.9,\"top_k\":40", "\"temperature\":0.5,\"top_p\":0.9", "top_k")]
    [InlineData("\"stop_sequences\":[\"a\",\"b\"]", "\"stop\":[\"a\",\"b\"]", "")]
    [InlineData(
        "\"stop_sequences\":[\"1\",\"2\",\"3\",\"4\",\"5\"]",
        "\"stop\":[\"1\",\"2\",\"3\",\"4\"]",
        "stop_sequences"
    )]
    [InlineData("\"stop_sequences\":[]", "", "")]
    [InlineData("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}", "")]
    [InlineData("\"stream\":false", "", "")]
    [InlineData("\"metadata\":{\"user_id\":\"u\"}", "\"user\":\"u\"", "")]
    [InlineData("\"metadata\":{\"user_id\":null,\"team\":\"t\"}", "", "metadata.*")]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4096}", "\"reasoning_effort\":\"low\"", "")]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4097}", "\"reasoning_effort\":\"medium\"", "")]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":16384}", "\"reasoning_effort\":\"medium\"", "")]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":31999}", "\"reasoning_effort\":\"high\"", "")]
    [InlineData("\"thinking\":{\"type\":\"enabled\"}", "", "")]
    [InlineData("\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"}", "", "thinking.display")]
    [InlineData("\"thinking\":{\"type\":\"disabled\"}", "", "thinking")]
    [InlineData(
        "\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"medium\"}",
        "\"reasoning_effort\":\"medium\"",
        ""
    )]
    [InlineData(
        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"output_config\":{\"effort\":\"max\"}",
        "\"reasoning_effort\":\"xhigh\"",
        ""
    )]
    [InlineData(
        "\"output_config\":{\"task_budget\":{\"type\":\"tokens\",\"total\":1},\"new\":1}",
        "",
        "output_config.task_budget output_config.*"
    )]
    [InlineData(
        "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":{\"type\":\"object\"}}}",
        ""
    )]
    [InlineData(
        "\"output_format\":{\"type\":\"json_schema\",\"schema\":{}}",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":{}}}",
        ""
    )]
    [InlineData(
        "\"service_tier\":\"auto\",\"container\":\"c\",\"mcp_servers\":[{}],\"inference_geo\":\"us\",\"context_management\":{\"edits\":[1]},\"cache_control\":{\"type\":\"ephemeral\"}",
        "",
        "service_tier container mcp_servers inference_geo context_management cache_control"
    )]
    [InlineData("\"mcp_servers\":[],\"container\":null,\"speed\":\"fast\",\"strange name\":1", "", "speed *")]
    public void An_option_crosses(string from, string to, string lost) =>
        Golden.Check(MessagesToChat.Translate, With(from), With(to), lost);

    [Theory]
    [InlineData(
        """ "tools":[{"name":"f","description":"d","input_schema":{"type":"object"},"strict":true,"cache_control":{"type":"ephemeral"},"defer_loading":true},{"type":"custom","name":"g","input_schema":{},"defer_loading":false}] """,
        """ "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}},{"type":"function","function":{"name":"g","parameters":{}}}] """,
        "tools[].cache_control tools[].defer_loading"
    )]
    [InlineData(
        """ "tools":[{"type":"web_search_20250305","name":"web_search"},{"name":"f","input_schema":{},"input_examples":[{}],"allowed_callers":["direct"],"eager_input_streaming":true,"new":1}] """,
        """ "tools":[{"type":"function","function":{"name":"f","parameters":{}}}] """,
        "tools[].type tools[].input_examples tools[].allowed_callers tools[].eager_input_streaming tools[].*"
    )]
    [InlineData(
        """ "tools":[{"type":"bash_20250124","name":"bash"}],"tool_choice":{"type":"any","disable_parallel_tool_use":true} """,
        "",
        "tools[].type tool_choice"
    )]
    [InlineData(""" "tools":[],"tool_choice":{"type":"auto"} """, "", "")]
    public void Tools_cross(string from, string to, string lost) =>
        Golden.Check(MessagesToChat.Translate, With(from), With(to), lost);

    [Theory]
    [InlineData("""{"type":"auto"}""", "\"tool_choice\":\"auto\"", "")]
    [InlineData("""{"type":"any"}""", "\"tool_choice\":\"required\"", "")]
    [InlineData("""{"type":"none","note":1}""", "\"tool_choice\":\"none\"", "tool_choice.*")]
    [InlineData(
        """{"type":"tool","name":"f"}""",
        """ "tool_choice":{"type":"function","function":{"name":"f"}} """,
        ""
    )]
    [InlineData(
        """{"type":"auto","disable_parallel_tool_use":true}""",
        "\"tool_choice\":\"auto\",\"parallel_tool_calls\":false",
        ""
    )]
    [InlineData("""{"type":"any","disable_parallel_tool_use":false}""", "\"tool_choice\":\"required\"", "")]
    [InlineData("""{"type":"tool","name":"bash"}""", "", "tool_choice")]
    public void A_choice_of_tools_crosses(string choice, string to, string lost)
    {
        const string tools = """ "tools":[{"name":"f","input_schema":{}},{"type":"bash_20250124","name":"bash"}] """;
        const string crossed = """ "tools":[{"type":"function","function":{"name":"f","parameters":{}}}] """;
        Golden.Check(
            MessagesToChat.Translate,
            With($"{tools},\"tool_choice\":{choice}"),
            With(to.Length == 0 ? crossed : $"{crossed},{to}"),
            $"tools[].type {lost}".TrimEnd()
        );
    }

    [Theory]
    [InlineData("\"x\":1", "messages")]
    [InlineData("\"messages\":{}", "messages")]
    [InlineData("\"messages\":[7]", "messages[0]")]
    [InlineData(""" "messages":[{"content":"x"}] """, "messages[0].role")]
    [InlineData(""" "messages":[{"role":"boss","content":"x"}] """, "messages[0].role")]
    [InlineData(""" "messages":[{"role":"user","content":"x"},{"role":"user"}] """, "messages[1].content")]
    [InlineData(""" "messages":[{"role":"user","content":7}] """, "messages[0].content")]
    [InlineData(""" "messages":[{"role":"user","content":[7]}] """, "messages[0].content[0]")]
    [InlineData(""" "messages":[{"role":"user","content":[{"text":"x"}]}] """, "messages[0].content[0].type")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"text"}]}] """, "messages[0].content[0].text")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"song"}]}] """, "messages[0].content[0].type")]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"tool_result","content":"x"}]}] """,
        "messages[0].content[0].tool_use_id"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[[]]}]}] """,
        "messages[0].content[0].content[0]"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}] """,
        "messages[0].content[0].source.type"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"https://a.example"}}]}] """,
        "messages[0].content[0].source.type"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"document","source":{"type":"content","content":[{"type":"document"}]}}]}] """,
        "messages[0].content[0].source.content[0].type"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"container_upload","file_id":"f"}]}] """,
        "messages[0].content[0].type"
    )]
    [InlineData(
        """ "messages":[{"role":"assistant","content":[{"type":"tool_use","name":"f","input":{}}]}] """,
        "messages[0].content[0].id"
    )]
    [InlineData(
        """ "messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":"x"}]}] """,
        "messages[0].content[0].input"
    )]
    [InlineData(
        """ "messages":[{"role":"assistant","content":[{"type":"image","source":{}}]}] """,
        "messages[0].content[0].type"
    )]
    [InlineData(""" "system":7,"messages":[] """, "system")]
    [InlineData(""" "system":[{"type":"image"}],"messages":[] """, "system[0].type")]
    [InlineData(""" "tools":[{"name":"f"}],"messages":[] """, "tools[0].input_schema")]
    [InlineData(""" "tools":[{"input_schema":{}}],"messages":[] """, "tools[0].name")]
    [InlineData(""" "tool_choice":{"type":"some"},"messages":[] """, "tool_choice.type")]
    [InlineData(""" "tool_choice":{"type":"tool"},"messages":[] """, "tool_choice.name")]
    [InlineData(""" "max_tokens":"many","messages":[] """, "max_tokens")]
    [InlineData(""" "stream":1,"messages":[] """, "stream")]
    [InlineData(""" "thinking":{"type":"deep"},"messages":[] """, "thinking.type")]
    [InlineData(""" "output_config":{"format":{"type":"xml"}},"messages":[] """, "output_config.format.type")]
    public void What_is_malformed_or_out_of_reach_is_refused_at_its_place(string from, string parameter) =>
        Golden.CheckRefused(MessagesToChat.Translate, from, parameter);

    private static string With(string options) => options.Length == 0 ? Hi : $"{Hi},{options}";
}
