using Aimux.Silo.Dialects.Vendors;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class OtherVendorTests
{
    [Theory]
    [InlineData("synthetic")]
    [InlineData("deepseek")]
    [InlineData("moonshot")]
    [InlineData("moonshot-china")]
    [InlineData("ollama")]
    [InlineData("vllm")]
    [InlineData("llamacpp")]
    public void Who_sets_up_is_the_system(string vendor)
    {
        Assert.Equal("""{"role":"system"}""", Fixed.Message(vendor, "m", """{"role":"developer"}"""));
        Assert.Equal("""{"role":"system"}""", Fixed.Message(vendor, "m", """{"role":"develope\u0072"}"""));
        Assert.Equal("""{"role":"user"}""", Fixed.Message(vendor, "m", """{"role":"user"}"""));
    }

    [Theory]
    [InlineData("cerebras")]
    [InlineData("openai")]
    [InlineData("groq")]
    [InlineData("openrouter")]
    [InlineData("minimax")]
    public void A_developer_stays_one_elsewhere(string vendor) =>
        Assert.Equal("""{"role":"developer"}""", Fixed.Message(vendor, "m", """{"role":"developer"}"""));

    [Theory]
    [InlineData("synthetic", "max_tokens")]
    [InlineData("deepseek", "max_tokens")]
    [InlineData("ollama", "max_tokens")]
    [InlineData("llamacpp", "max_tokens")]
    [InlineData("vllm", "max_completion_tokens")]
    [InlineData("moonshot", "max_completion_tokens")]
    [InlineData("minimax", "max_completion_tokens")]
    [InlineData("groq", "max_completion_tokens")]
    public void The_bound_has_the_name_that_the_vendor_knows(string vendor, string name) =>
        Assert.Equal($$"""{"{{name}}":3}""", Fixed.Chat(vendor, "m", """{"max_completion_tokens":3}"""));

    [Theory]
    [InlineData("hf:openai/gpt-oss-120b", "max", "high")]
    [InlineData("hf:openai/gpt-oss-120b", "medium", "medium")]
    [InlineData("hf:moonshotai/Kimi-K3", "medium", "high")]
    [InlineData("hf:moonshotai/Kimi-K3", "max", "max")]
    [InlineData("hf:moonshotai/Kimi-K2.6", "medium", "medium")]
    [InlineData("syn:large:text", "max", "max")]
    public void Synthetic_gets_an_effort_that_the_model_has(string model, string effort, string taken) =>
        Assert.Equal(
            $$"""{"reasoning_effort":"{{taken}}"}""",
            Fixed.Chat("synthetic", model, $$"""{"reasoning_effort":"{{effort}}"}""")
        );

    [Theory]
    [InlineData("o1", true)]
    [InlineData("o3-mini", true)]
    [InlineData("o4-mini", true)]
    [InlineData("gpt-5", true)]
    [InlineData("gpt-5.6-pro", true)]
    [InlineData("gpt-10", true)]
    [InlineData("gpt-4o", false)]
    [InlineData("gpt-4.1", false)]
    [InlineData("gpt-oss-120b", false)]
    [InlineData("ft:gpt-5", false)]
    [InlineData("omni", false)]
    [InlineData("", false)]
    public void Openais_models_that_reason_have_another_bound(string model, bool reasons) =>
        Assert.Equal(
            reasons ? """{"max_completion_tokens":3}""" : """{"max_tokens":3}""",
            Fixed.Chat("openai", model, """{"max_tokens":3}""")
        );

    [Fact]
    public void Openai_gets_no_thoughts() =>
        Assert.Equal(
            """{"role":"assistant","content":"a"}""",
            Fixed.Message("openai", "gpt-5", """{"role":"assistant","reasoning_content":"t","content":"a"}""")
        );

    [Theory]
    [InlineData("openrouter", "m", """{"reasoning_content":"t"}""", """{"reasoning":"t"}""")]
    [InlineData("groq", "openai/gpt-oss-20b", """{"reasoning_content":"t"}""", """{"reasoning":"t"}""")]
    [InlineData(
        "groq",
        "qwen/qwen3-32b",
        """{"reasoning_content":"t","name":"n"}""",
        """{"reasoning":"t","name":"n"}"""
    )]
    [InlineData(
        "groq",
        "llama-3.3-70b-versatile",
        """{"reasoning_content":"t","role":"assistant"}""",
        """{"role":"assistant"}"""
    )]
    [InlineData("groq", "llama-3.3-70b-versatile", """{"reasoning":"t"}""", "{}")]
    [InlineData("groq", "openai/gpt-oss-20b", """{"reasoning":"t","reasoning_details":[]}""", """{"reasoning":"t"}""")]
    [InlineData("deepseek", "m", """{"reasoning":"t"}""", """{"reasoning_content":"t"}""")]
    [InlineData("deepseek", "m", """{"reasoning_content":"t"}""", """{"reasoning_content":"t"}""")]
    [InlineData("moonshot", "m", """{"reasoning":"t"}""", """{"reasoning_content":"t"}""")]
    [InlineData("synthetic", "m", """{"reasoning_content":"t"}""", """{"reasoning_content":"t"}""")]
    [InlineData("minimax", "m", """{"reasoning_content":"t"}""", """{"reasoning_content":"t"}""")]
    public void Thoughts_go_back_under_the_name_that_the_vendor_knows(
        string vendor,
        string model,
        string message,
        string taken
    ) => Assert.Equal(taken, Fixed.Message(vendor, model, message));

    [Theory]
    [InlineData(
        """{"role":"assistant","tool_calls":[{}]}""",
        """{"role":"assistant","tool_calls":[{}],"reasoning_content":""}"""
    )]
    [InlineData(
        """{"role":"assistant","reasoning":"t","tool_calls":[{}]}""",
        """{"role":"assistant","reasoning_content":"t","tool_calls":[{}]}"""
    )]
    [InlineData(
        """{"role":"assistant","reasoning_content":"t","tool_calls":[{}]}""",
        """{"role":"assistant","reasoning_content":"t","tool_calls":[{}]}"""
    )]
    [InlineData("""{"role":"assistant","tool_calls":[]}""", """{"role":"assistant","tool_calls":[]}""")]
    [InlineData("""{"role":"assistant","content":"a"}""", """{"role":"assistant","content":"a"}""")]
    [InlineData("""{"role":"tool","content":"a"}""", """{"role":"tool","content":"a"}""")]
    public void Deepseek_finds_a_thought_wherever_tools_were_called(string message, string taken) =>
        Assert.Equal(taken, Fixed.Message("deepseek", "deepseek-v4-pro", message));

    [Theory]
    [InlineData("kimi-k2.5")]
    [InlineData("kimi-k2.7-code")]
    [InlineData("kimi-k3")]
    [InlineData("kimi-k3.1-pro")]
    [InlineData("k3-256k")]
    [InlineData("kimi-for-coding")]
    public void The_later_kimis_sample_as_they_like(string model) =>
        Assert.Equal(
            """{"n":2,"max_tokens":3}""",
            Fixed.Chat(
                "moonshot",
                model,
                """{"temperature":0.3,"n":2,"top_p":1,"presence_penalty":0,"frequency_penalty":0,"max_tokens":3}"""
            )
        );

    [Theory]
    [InlineData("kimi-k2-0905-preview")]
    [InlineData("moonshot-v1-8k")]
    [InlineData("kimi-latest")]
    public void The_earlier_kimis_are_warm_at_one(string model) =>
        Assert.Equal(
            """{"temperature":1,"top_p":0.5}""",
            Fixed.Chat("moonshot-china", model, """{"temperature":1.4,"top_p":0.5}""")
        );

    [Theory]
    [InlineData("0", "0.01")]
    [InlineData("0.0", "0.01")]
    [InlineData("0.2", "0.2")]
    [InlineData("1.2", "1")]
    public void Minimax_is_never_quite_cold(string temperature, string taken) =>
        Assert.Equal(
            $$"""{"temperature":{{taken}}}""",
            Fixed.Chat("minimax", "MiniMax-M3", $$"""{"temperature":{{temperature}}}""")
        );

    [Fact]
    public void Minimax_alone_thinks_in_its_text() =>
        Assert.Equal(["minimax"], VendorDialects.All.Where(dialect => dialect.ThinksInText).SelectMany(d => d.Vendors));
}
