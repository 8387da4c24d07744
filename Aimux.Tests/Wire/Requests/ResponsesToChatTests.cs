using Aimux.Silo.Wire.Requests;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

public sealed class ResponsesToChatTests
{
    private const string Hi = "\"input\":\"hi\"";
    private const string HiThere = """ "messages":[{"role":"user","content":"hi"}] """;

    public static TheoryData<string, string, string> Inputs =>
        new()
        {
            { Hi, HiThere, "" },
            {
                """ "instructions":"S","input":[{"role":"user","content":"hi"}] """,
                """ "messages":[{"role":"system","content":"S"},{"role":"user","content":"hi"}] """,
                ""
            },
            {
                """ "instructions":null,"input":[{"type":"message","role":"developer","content":[{"type":"input_text","text":"a"},{"type":"input_text","text":"b"}]},{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}] """,
                """ "messages":[{"role":"system","content":"a\n\nb"},{"role":"user","content":"hi"}] """,
                ""
            },
            // Images, files and audio.
            {
                """ "input":[{"role":"user","content":[{"type":"input_text","text":"see"},{"type":"input_image","image_url":"https://a.example","detail":"low"},{"type":"input_image","image_url":"data:image/png;base64,AA=="},{"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="},{"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"see"},{"type":"image_url","image_url":{"url":"https://a.example","detail":"low"}},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}},{"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}]}] """,
                ""
            },
            // An assistant's turn is one message, whatever items it came in.
            {
                """ "input":[{"type":"reasoning","id":"r","summary":[{"type":"summary_text","text":"s1"},{"type":"summary_text","text":"s2"}],"encrypted_content":"x"},{"type":"message","id":"m","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Let me see.","annotations":[{}],"logprobs":[{}]}]},{"type":"function_call","id":"fc","call_id":"c1","name":"f","arguments":"{\"a\":1}","status":"completed"},{"type":"function_call","call_id":"c2","name":"g","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"1"},{"type":"function_call_output","call_id":"c2","output":[{"type":"input_text","text":"a"},{"type":"input_text","text":"b"}]}] """,
                """ "messages":[{"role":"assistant","content":"Let me see.","reasoning_content":"s1\n\ns2","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"1"},{"role":"tool","tool_call_id":"c2","content":"a\n\nb"}] """,
                "input[].reasoning.encrypted_content input[].content[].annotations input[].content[].logprobs"
            },
            {
                """ "input":[{"type":"reasoning","summary":[{"type":"summary_text","text":"short"}],"content":[{"type":"reasoning_text","text":"long"}]},{"role":"assistant","content":"a"},{"role":"assistant","content":[{"type":"refusal","refusal":"no"}]}] """,
                """ "messages":[{"role":"assistant","content":"a\n\nno","reasoning_content":"long"}] """,
                ""
            },
            { """ "input":[{"type":"reasoning","summary":[]},{"role":"user","content":"hi"}] """, HiThere, "" },
            // Nothing stands between a call and what the tool said.
            {
                """ "input":[{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"role":"user","content":"wait"},{"type":"function_call_output","call_id":"c1","output":[{"type":"input_image","image_url":"https://a.example"}]}] """,
                """ "messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"The result is in the next message."},{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example"}}]},{"role":"user","content":"wait"}] """,
                ""
            },
            // Other tools that the caller runs.
            {
                """ "input":[{"type":"custom_tool_call","call_id":"c1","name":"p","input":"a \"b\"\n"},{"type":"custom_tool_call_output","call_id":"c1","output":"ok"}] """,
                """ "messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"p","arguments":"{\"input\":\"a \\\"b\\\"\\n\"}"}}]},{"role":"tool","tool_call_id":"c1","content":"ok"}] """,
                ""
            },
            {
                """ "input":[{"type":"local_shell_call","id":"i","call_id":"c1","action":{"type":"exec","command":["ls"]}},{"type":"local_shell_call_output","id":"c1","output":"a.txt"},{"type":"shell_call","call_id":"c2","action":{"commands":["ls"]}},{"type":"shell_call_output","call_id":"c2","output":[{"stdout":"x"}]},{"type":"apply_patch_call","call_id":"c3","operation":{"type":"delete_file","path":"x"}},{"type":"apply_patch_call_output","call_id":"c3","status":"completed"}] """,
                """ "messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"local_shell","arguments":"{\"type\":\"exec\",\"command\":[\"ls\"]}"}}]},{"role":"tool","tool_call_id":"c1","content":"a.txt"},{"role":"assistant","content":null,"tool_calls":[{"id":"c2","type":"function","function":{"name":"shell","arguments":"{\"commands\":[\"ls\"]}"}}]},{"role":"tool","tool_call_id":"c2","content":"[{\"stdout\":\"x\"}]"},{"role":"assistant","content":null,"tool_calls":[{"id":"c3","type":"function","function":{"name":"apply_patch","arguments":"{\"type\":\"delete_file\",\"path\":\"x\"}"}}]},{"role":"tool","tool_call_id":"c3","content":""}] """,
                ""
            },
            // Tools in namespaces have one name, and tools that are brought along are tools.
            {
                """ "input":[{"type":"function_call","namespace":"mcp__n","call_id":"c1","name":"js","arguments":"{}"},{"type":"custom_tool_call","namespace":"crm_","call_id":"c2","name":"run","input":"x"},{"type":"function_call_output","call_id":"c1","output":"1"},{"type":"custom_tool_call_output","call_id":"c2","output":[{"type":"input_text","text":"2"}]}] """,
                """ "messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"mcp__n__js","arguments":"{}"}},{"id":"c2","type":"function","function":{"name":"crm_run","arguments":"{\"input\":\"x\"}"}}]},{"role":"tool","tool_call_id":"c1","content":"1"},{"role":"tool","tool_call_id":"c2","content":"2"}] """,
                ""
            },
            {
                """ "input":[{"type":"additional_tools","id":"a","role":"developer","tools":[{"type":"function","name":"f"},{"type":"namespace","name":"n","description":"d","tools":[{"type":"custom","name":"p"},{"type":"mcp","server_label":"s"}]}]},{"role":"user","content":"hi"},{"type":"tool_search_call","call_id":"t"},{"type":"tool_search_output","call_id":"t","execution":"client","tools":[{"type":"function","name":"f"},{"type":"function","name":"g","defer_loading":true}]}] """,
                """ "messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f"}},{"type":"function","function":{"name":"n__p","parameters":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}},{"type":"function","function":{"name":"g"}}] """,
                "input[].server_tool_call tools[].description tools[].type tools[].defer_loading"
            },
            {
                """ "input":[{"role":"user","content":"hi","new":1},{"type":"web_search_call","id":"w"},{"type":"mcp_list_tools"},{"role":"assistant","content":[{"type":"output_text","text":"a","new":1}]}] """,
                """ "messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"a"}] """,
                "input[].* input[].server_tool_call input[].content[].*"
            },
        };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_crosses(string from, string to, string lost) =>
        Golden.Check(ResponsesToChat.Translate, from, to, lost);

    [Theory]
    [InlineData(
        "\"max_output_tokens\":9,\"temperature\":1.5,\"top_p\":0.5",
        "\"max_tokens\":9,\"temperature\":1.5,\"top_p\":0.5",
        ""
    )]
    [InlineData(
        "\"user\":\"u\",\"safety_identifier\":\"s\",\"prompt_cache_key\":\"k\",\"prompt_cache_retention\":\"24h\",\"service_tier\":\"flex\",\"metadata\":{\"a\":\"b\"}",
        "\"user\":\"u\",\"safety_identifier\":\"s\",\"prompt_cache_key\":\"k\",\"prompt_cache_retention\":\"24h\",\"service_tier\":\"flex\"",
        "metadata"
    )]
    [InlineData(
        "\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}",
        "\"stream\":true,\"stream_options\":{\"include_usage\":true}",
        ""
    )]
    [InlineData("\"store\":true", "", "store")]
    [InlineData(
        "\"store\":false,\"background\":false,\"previous_response_id\":null,\"conversation\":null,\"prompt\":null,\"include\":[],\"truncation\":\"disabled\",\"metadata\":{}",
        "",
        ""
    )]
    [InlineData(
        "\"include\":[\"reasoning.encrypted_content\"],\"truncation\":\"auto\",\"max_tool_calls\":3,\"top_logprobs\":2,\"context_management\":[{}],\"new\":1",
        "",
        "include max_tool_calls top_logprobs context_management new truncation"
    )]
    [InlineData(
        "\"reasoning\":{\"effort\":\"high\",\"summary\":\"auto\",\"generate_summary\":\"auto\",\"new\":1}",
        "\"reasoning_effort\":\"high\"",
        "reasoning.summary reasoning.generate_summary reasoning.*"
    )]
    [InlineData(
        "\"text\":{\"format\":{\"type\":\"text\"},\"verbosity\":\"low\",\"new\":1}",
        "\"verbosity\":\"low\"",
        "text.*"
    )]
    [InlineData(
        "\"text\":{\"format\":{\"type\":\"json_object\"}}",
        "\"response_format\":{\"type\":\"json_object\"}",
        ""
    )]
    [InlineData(
        "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\",\"description\":\"d\",\"strict\":true,\"schema\":{\"a\":1}}}",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"description\":\"d\",\"strict\":true,\"schema\":{\"a\":1}}}",
        ""
    )]
    [InlineData(
        """ "tools":[{"type":"function","name":"f","description":"d","parameters":{"a":1},"strict":true,"defer_loading":true},{"type":"function","name":"g","parameters":null,"strict":null,"new":1},{"type":"web_search"}],"parallel_tool_calls":false """,
        """ "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"a":1},"strict":true}},{"type":"function","function":{"name":"g"}}],"parallel_tool_calls":false """,
        "tools[].type tools[].defer_loading tools[].*"
    )]
    [InlineData(
        """ "tools":[{"type":"custom","name":"p","format":{"type":"grammar","syntax":"lark","definition":"start"}},{"type":"custom","name":"q","description":"d","format":{"type":"text"}}] """,
        """ "tools":[{"type":"function","function":{"name":"p","description":"The input follows this grammar (lark):\nstart","parameters":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}},{"type":"function","function":{"name":"q","description":"d","parameters":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}}] """,
        "tools[].format"
    )]
    [InlineData(
        """ "tools":[{"type":"web_search"}],"tool_choice":"required","parallel_tool_calls":true """,
        "",
        "tools[].type tool_choice"
    )]
    [InlineData("\"tool_choice\":\"auto\"", "", "")]
    [InlineData("\"tool_choice\":{\"type\":\"function\",\"name\":\"f\"}", "", "tool_choice")]
    public void An_option_crosses(string from, string to, string lost) =>
        Golden.Check(ResponsesToChat.Translate, $"{Hi},{from}", to.Length == 0 ? HiThere : $"{HiThere},{to}", lost);

    [Theory]
    [InlineData("\"required\"", "\"required\"", "")]
    [InlineData("""{"type":"function","name":"f"}""", """{"type":"function","function":{"name":"f"}}""", "")]
    [InlineData("""{"type":"custom","name":"f"}""", """{"type":"function","function":{"name":"f"}}""", "")]
    [InlineData(
        """{"type":"function","namespace":"n","name":"f"}""",
        """{"type":"function","function":{"name":"n__f"}}""",
        ""
    )]
    [InlineData("""{"type":"allowed_tools","mode":"auto","tools":[{}]}""", "\"auto\"", "tool_choice.tools")]
    [InlineData("""{"type":"web_search"}""", "null", "tool_choice")]
    public void A_choice_of_tools_crosses(string choice, string to, string lost)
    {
        var crossed = to == "null" ? "" : $",\"tool_choice\":{to}";
        Golden.Check(
            ResponsesToChat.Translate,
            $$"""{{Hi}},"tools":[{"type":"function","name":"f"}],"tool_choice":{{choice}}""",
            $$$"""{{{HiThere}}},"tools":[{"type":"function","function":{"name":"f"}}]{{{crossed}}}""",
            lost
        );
    }

    [Theory]
    [InlineData("\"previous_response_id\":\"resp_1\",\"input\":\"hi\"", "previous_response_id")]
    [InlineData("\"conversation\":{\"id\":\"conv_1\"},\"input\":\"hi\"", "conversation")]
    [InlineData("\"prompt\":{\"id\":\"pmpt_1\"}", "prompt")]
    [InlineData("\"background\":true,\"input\":\"hi\"", "background")]
    [InlineData("\"instructions\":\"S\"", "input")]
    [InlineData("\"input\":7", "input")]
    [InlineData("\"input\":[7]", "input[0]")]
    [InlineData(""" "input":[{"content":"x"}] """, "input[0].role")]
    [InlineData(""" "input":[{"role":"tool","content":"x"}] """, "input[0].role")]
    [InlineData(""" "input":[{"role":"user"}] """, "input[0].content")]
    [InlineData(""" "input":[{"type":"item_reference","id":"m"}] """, "input[0].type")]
    [InlineData(""" "input":[{"type":"compaction","encrypted_content":"x"}] """, "input[0].type")]
    [InlineData(""" "input":[{"type":"function_call","name":"f","arguments":"{}"}] """, "input[0].call_id")]
    [InlineData(""" "input":[{"type":"function_call","call_id":"c","arguments":"{}"}] """, "input[0].name")]
    [InlineData(
        """ "input":[{"type":"function_call","call_id":"c","name":"f","arguments":{}}] """,
        "input[0].arguments"
    )]
    [InlineData(""" "input":[{"type":"function_call_output","output":"x"}] """, "input[0].call_id")]
    [InlineData(""" "input":[{"type":"function_call_output","call_id":"c"}] """, "input[0].output")]
    [InlineData(
        """ "input":[{"role":"user","content":[{"type":"input_image","file_id":"f"}]}] """,
        "input[0].content[0].file_id"
    )]
    [InlineData(
        """ "input":[{"role":"user","content":[{"type":"input_file","file_url":"https://a.example"}]}] """,
        "input[0].content[0].file_url"
    )]
    [InlineData(
        """ "input":[{"role":"assistant","content":[{"type":"input_image","image_url":"https://a.example"}]}] """,
        "input[0].content[0].type"
    )]
    [InlineData("\"input\":\"hi\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]", "tools[0].name")]
    [InlineData("\"input\":\"hi\",\"tools\":[{\"type\":\"namespace\",\"name\":\"n\"}]", "tools[0].tools")]
    [InlineData("\"input\":[{\"type\":\"additional_tools\",\"tools\":[{}]}]", "input[0].tools[0].type")]
    [InlineData("\"input\":\"hi\",\"text\":{\"format\":{\"type\":\"xml\"}}", "text.format.type")]
    [InlineData("\"input\":\"hi\",\"tool_choice\":\"some\"", "tool_choice")]
    public void What_is_malformed_or_out_of_reach_is_refused_at_its_place(string from, string parameter) =>
        Golden.CheckRefused(ResponsesToChat.Translate, from, parameter);

    [Theory]
    [InlineData("previous_response_id")]
    [InlineData("conversation")]
    [InlineData("prompt")]
    public void Who_refers_to_stored_state_is_told_what_to_send_instead(string field)
    {
        var refusal = Assert.Throws<Aimux.Silo.Wire.UntranslatableException>(() =>
            ResponsesToChat.Translate(Golden.Body($"\"input\":\"hi\",\"{field}\":\"x\""))
        );
        Assert.Contains(" Send the ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'x'", refusal.Message, StringComparison.Ordinal);
    }
}
