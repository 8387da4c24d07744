using Aimux.Silo.Wire.Requests;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

public sealed class ChatToMessagesTests
{
    private const string Hi = """ "messages":[{"role":"user","content":"hi"}] """;
    private const string HiThere = """ "messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}] """;
    private const string Default = "\"max_tokens\":8192";

    public static TheoryData<string, string, string> Histories =>
        new()
        {
            // Who sets the conversation up.
            {
                """ "messages":[{"role":"system","content":"A"},{"role":"developer","content":[{"type":"text","text":"B"},{"type":"text","text":" "}]},{"role":"user","content":"hi"}] """,
                """ "system":[{"type":"text","text":"A"},{"type":"text","text":"B"}],"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":"a"},{"role":"system","content":"S"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"S"}]},{"role":"assistant","content":[{"type":"text","text":"b"}]},{"role":"user","content":[{"type":"text","text":"c"}]}] """,
                "messages[].role"
            },
            {
                """ "messages":[{"role":"system","content":"A"},{"role":"system","content":"hi"}] """,
                """ "system":[{"type":"text","text":"A"}],"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}] """,
                "messages[].role"
            },
            // Two of one role in a row, messages without content, and an assistant that speaks first.
            {
                """ "messages":[{"role":"user","content":"a","name":"n"},{"role":"user","content":[{"type":"text","text":"b"}]},{"role":"assistant","content":"c"},{"role":"user","content":" \n"},{"role":"assistant","content":"d"}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"assistant","content":[{"type":"text","text":"c"},{"type":"text","text":"d"}]}] """,
                "messages[].name"
            },
            {
                """ "messages":[{"role":"assistant","content":"a"}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"..."}]},{"role":"assistant","content":[{"type":"text","text":"a"}]}] """,
                ""
            },
            // Images and files.
            {
                """ "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image\/png;base64,A\/8=","detail":"high"}},{"type":"image_url","image_url":{"url":"https://a.example/b","detail":"auto"}},{"type":"image_url","image_url":"http://a.example"}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"A/8="}},{"type":"image","source":{"type":"url","url":"https://a.example/b"}},{"type":"image","source":{"type":"url","url":"http://a.example"}}]}] """,
                "messages[].content[].image_url.detail"
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}},{"type":"file","file":{"file_data":"data:text/plain;charset=utf-8;base64,aGk="}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"document","title":"a.pdf","source":{"type":"base64","media_type":"application/pdf","data":"AA=="}},{"type":"document","source":{"type":"text","media_type":"text/plain","data":"hi"}}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"DATA:image/jpg;base64,AA=="}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AA=="}}]}] """,
                ""
            },
            // An assistant's calls, thoughts and refusals.
            {
                """ "messages":[{"role":"user","content":"q"},{"role":"assistant","content":"","reasoning_content":"hm","refusal":null,"annotations":[],"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":[1.0,\"\\u00e9\"]}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":""}},{"id":"c3","type":"function","function":{"name":"h"}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"q"}]},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"f","input":{"a":[1.0,"é"]}},{"type":"tool_use","id":"c2","name":"g","input":{}},{"type":"tool_use","id":"c3","name":"h","input":{}}]}] """,
                "messages[].reasoning_content"
            },
            {
                """ "messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"refusal","refusal":"no"}],"reasoning":"hm","reasoning_details":[{}],"audio":{"id":"a"},"annotations":[{}]},{"role":"assistant","content":null,"refusal":"never"}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"q"}]},{"role":"assistant","content":[{"type":"text","text":"no"},{"type":"text","text":"never"}]}] """,
                "messages[].reasoning messages[].reasoning_details messages[].audio messages[].annotations"
            },
            {
                """ "messages":[{"role":"user","content":"q"},{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{\"a\":"}},{"id":"c2","function":{"name":"f","arguments":"[1]"}},{"id":"c3","type":"custom","custom":{"name":"p","input":"*** x"}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"q"}]},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"f","input":{"arguments":"{\"a\":"}},{"type":"tool_use","id":"c2","name":"f","input":{"arguments":"[1]"}},{"type":"tool_use","id":"c3","name":"p","input":{"input":"*** x"}}]}] """,
                "messages[].tool_calls[].function.arguments"
            },
            // What tools said is one message of the user's, before what the user says.
            {
                """ "messages":[{"role":"user","content":"q"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{}"}},{"id":"c2","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"1"},{"role":"user","content":"and?"},{"role":"tool","tool_call_id":"c2","content":[{"type":"text","text":"2"},{"type":"image_url","image_url":{"url":"https://a.example"}}]}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"q"}]},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"f","input":{}},{"type":"tool_use","id":"c2","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"1"},{"type":"tool_result","tool_use_id":"c2","content":[{"type":"text","text":"2"},{"type":"image","source":{"type":"url","url":"https://a.example"}}]},{"type":"text","text":"and?"}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":"q"},{"role":"assistant","tool_calls":[{"id":"functions.f:0","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"functions.f:0","content":""}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"q"}]},{"role":"assistant","content":[{"type":"tool_use","id":"functions_f_0_79eacd15ce3c5643","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"functions_f_0_79eacd15ce3c5643"}]}] """,
                ""
            },
            {
                """ "messages":[{"role":"user","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}],"new":1}] """,
                """ "messages":[{"role":"user","content":[{"type":"text","text":"a"}]}] """,
                "messages[].* messages[].content[].*"
            },
        };

    [Theory]
    [MemberData(nameof(Histories))]
    public void A_conversation_crosses(string from, string to, string lost) =>
        Golden.Check(ChatToMessages.Translate, from, $"{to},{Default}", lost);

    [Theory]
    [InlineData("\"max_tokens\":100", "\"max_tokens\":100", "")]
    [InlineData("\"max_tokens\":100,\"max_completion_tokens\":200", "\"max_tokens\":200", "")]
    [InlineData("\"temperature\":0.7", "\"temperature\":0.7", "")]
    [InlineData("\"temperature\":1.5", "\"temperature\":1", "temperature")]
    [InlineData("\"temperature\":-1", "\"temperature\":0", "temperature")]
    [InlineData("\"top_p\":0.9", "\"top_p\":0.9", "")]
    [InlineData("\"top_p\":1", "", "")]
    [InlineData("\"temperature\":0.2,\"top_p\":0.9", "\"temperature\":0.2", "top_p")]
    [InlineData("\"stop\":\"a\"", "\"stop_sequences\":[\"a\"]", "")]
    [InlineData("\"stop\":[\"a\",\"\\n\"]", "\"stop_sequences\":[\"a\"]", "stop")]
    [InlineData("\"stop\":null", "", "")]
    [InlineData("\"stream\":true,\"stream_options\":{\"include_usage\":true}", "\"stream\":true", "")]
    [InlineData("\"user\":\"u\"", "\"metadata\":{\"user_id\":\"u\"}", "")]
    [InlineData("\"safety_identifier\":\"u\"", "\"metadata\":{\"user_id\":\"u\"}", "")]
    [InlineData("\"reasoning_effort\":\"none\"", "\"thinking\":{\"type\":\"disabled\"}", "")]
    [InlineData(
        "\"reasoning_effort\":\"minimal\"",
        "\"max_tokens\":32000,\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"low\"}",
        "reasoning_effort"
    )]
    [InlineData(
        "\"reasoning_effort\":\"high\",\"temperature\":0.2,\"top_p\":0.5",
        "\"max_tokens\":32000,\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"high\"}",
        "temperature top_p"
    )]
    [InlineData(
        "\"reasoning_effort\":\"xhigh\",\"temperature\":1,\"top_p\":0.97",
        "\"max_tokens\":32000,\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"xhigh\"},\"top_p\":0.97",
        ""
    )]
    [InlineData("\"response_format\":{\"type\":\"text\"}", "", "")]
    [InlineData("\"response_format\":{\"type\":\"json_object\"}", "", "response_format")]
    [InlineData(
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"description\":\"d\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}",
        "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}",
        "response_format.json_schema.description"
    )]
    [InlineData(
        "\"n\":2,\"seed\":0,\"logprobs\":true,\"top_logprobs\":3,\"logit_bias\":{\"1\":1},\"frequency_penalty\":1,\"presence_penalty\":1",
        "",
        "logprobs top_logprobs logit_bias frequency_penalty presence_penalty n seed"
    )]
    [InlineData(
        "\"n\":1,\"logprobs\":false,\"logit_bias\":{},\"frequency_penalty\":0,\"presence_penalty\":0.0,\"store\":false,\"modalities\":[\"text\"],\"functions\":[]",
        "",
        ""
    )]
    [InlineData(
        "\"store\":true,\"metadata\":{\"a\":\"b\"},\"service_tier\":\"flex\",\"verbosity\":\"low\",\"prediction\":{\"type\":\"content\"},\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"v\"},\"web_search_options\":{\"a\":1},\"prompt_cache_key\":\"k\",\"prompt_cache_retention\":\"24h\",\"top_k\":3",
        "",
        "store metadata service_tier verbosity prediction audio web_search_options prompt_cache_key prompt_cache_retention top_k modalities"
    )]
    public void An_option_crosses(string from, string to, string lost) =>
        Golden.Check(
            ChatToMessages.Translate,
            $"{Hi},{from}",
            $"{HiThere}{(to.Contains("max_tokens", StringComparison.Ordinal) ? "" : "," + Default)}{(to.Length == 0 ? "" : ",")}{to}",
            lost
        );

    [Theory]
    [InlineData(
        """ "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}},{"type":"function","function":{"name":"g","parameters":null}}] """,
        """ "tools":[{"name":"f","description":"d","input_schema":{"type":"object"},"strict":true},{"name":"g","input_schema":{"type":"object","properties":{}}}] """,
        ""
    )]
    [InlineData(
        """ "tools":[{"type":"custom","custom":{"name":"p","description":"d","format":{"type":"grammar","grammar":{"syntax":"lark","definition":"start: \"x\""}}}},{"type":"custom","custom":{"name":"q"}},{"type":"web_search"}] """,
        """ "tools":[{"name":"p","description":"d\n\nThe input follows this grammar (lark):\nstart: \"x\"","input_schema":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}},{"name":"q","input_schema":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}] """,
        "tools[].type tools[].custom.format"
    )]
    [InlineData(""" "tools":[{"type":"web_search"}],"tool_choice":"required" """, "", "tools[].type tool_choice")]
    [InlineData(""" "tools":[],"tool_choice":"auto","parallel_tool_calls":false """, "", "")]
    [InlineData(
        """ "tools":[{"type":"function","new":1,"function":{"name":"f","parameters":{"a":1},"new":2}}] """,
        """ "tools":[{"name":"f","input_schema":{"a":1}}] """,
        "tools[].*"
    )]
    public void Tools_cross(string from, string to, string lost) =>
        Golden.Check(
            ChatToMessages.Translate,
            $"{Hi},{from}",
            $"{HiThere},{Default}{(to.Length == 0 ? "" : ",")}{to}",
            lost
        );

    [Theory]
    [InlineData("\"tool_choice\":\"auto\"", """ "tool_choice":{"type":"auto"} """, "")]
    [InlineData("\"tool_choice\":\"none\",\"parallel_tool_calls\":false", """ "tool_choice":{"type":"none"} """, "")]
    [InlineData("\"tool_choice\":\"required\"", """ "tool_choice":{"type":"any"} """, "")]
    [InlineData(
        """ "tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false """,
        """ "tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true} """,
        ""
    )]
    [InlineData(
        """ "tool_choice":{"type":"custom","custom":{"name":"f"}} """,
        """ "tool_choice":{"type":"tool","name":"f"} """,
        ""
    )]
    [InlineData(
        """ "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[]}} """,
        """ "tool_choice":{"type":"any"} """,
        "tool_choice.allowed_tools"
    )]
    [InlineData(
        "\"parallel_tool_calls\":false",
        """ "tool_choice":{"type":"auto","disable_parallel_tool_use":true} """,
        ""
    )]
    [InlineData(
        "\"tool_choice\":\"required\",\"reasoning_effort\":\"high\",\"temperature\":0.5",
        """ "tool_choice":{"type":"any"},"output_config":{"effort":"high"},"temperature":0.5 """,
        ""
    )]
    public void A_choice_of_tools_crosses(string choice, string to, string lost)
    {
        const string tools =
            """ "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}] """;
        const string crossed = """ "tools":[{"name":"f","input_schema":{"type":"object"}}] """;
        Golden.Check(ChatToMessages.Translate, $"{Hi},{tools},{choice}", $"{HiThere},{Default},{crossed},{to}", lost);
    }

    [Theory]
    [InlineData("\"x\":1", "messages")]
    [InlineData("\"messages\":[]", "messages")]
    [InlineData(""" "messages":[{"role":"user","content":" "}] """, "messages")]
    [InlineData("\"messages\":[\"hi\"]", "messages[0]")]
    [InlineData(""" "messages":[{"content":"x"}] """, "messages[0].role")]
    [InlineData(""" "messages":[{"role":"function","content":"x"}] """, "messages[0].role")]
    [InlineData(""" "messages":[{"role":"user","content":[7]}] """, "messages[0].content[0]")]
    [InlineData(""" "messages":[{"role":"user","content":{}}] """, "messages[0].content")]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{}}]}] """,
        "messages[0].content[0].type"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"ftp://a"}}]}] """,
        "messages[0].content[0].image_url.url"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png,x"}}]}] """,
        "messages[0].content[0].image_url.url"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]}] """,
        "messages[0].content[0].file.file_id"
    )]
    [InlineData(""" "messages":[{"role":"tool","content":"x"}] """, "messages[0].tool_call_id")]
    [InlineData(
        """ "messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f"}}]}] """,
        "messages[0].tool_calls[0].id"
    )]
    [InlineData(
        """ "messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"arguments":"{}"}}]}] """,
        "messages[0].tool_calls[0].function.name"
    )]
    [InlineData(
        """ "messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":{}}}]}] """,
        "messages[0].tool_calls[0].function.arguments"
    )]
    [InlineData(""" "messages":[{"role":"assistant","function_call":{"name":"f"}}] """, "messages[0].function_call")]
    [InlineData(""" "messages":[{"role":"user","content":"x"}],"functions":[{"name":"f"}] """, "functions")]
    [InlineData(""" "messages":[{"role":"user","content":"x"}],"temperature":"hot" """, "temperature")]
    [InlineData(""" "messages":[{"role":"user","content":"x"}],"stop":7 """, "stop")]
    [InlineData(""" "messages":[{"role":"user","content":"x"}],"tools":[{"type":"function"}] """, "tools[0].function")]
    [InlineData(
        """ "messages":[{"role":"user","content":"x"}],"response_format":{"type":"xml"} """,
        "response_format.type"
    )]
    [InlineData(
        """ "messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"some" """,
        "tool_choice"
    )]
    public void What_is_malformed_or_out_of_reach_is_refused_at_its_place(string from, string parameter) =>
        Golden.CheckRefused(ChatToMessages.Translate, from, parameter);
}
