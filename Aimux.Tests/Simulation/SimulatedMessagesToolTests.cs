using System.Text.Json;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedMessagesToolTests
{
    private const string Tools = """
        "tools":[
          {"name":"weather","input_schema":{"type":"object","required":["city"],"properties":{
            "city":{"type":"string"},"unit":{"enum":["celsius","kelvin"]},"days":{"type":"integer","minimum":3}}}},
          {"type":"custom","name":"clock","input_schema":{"type":"object","properties":{}}},
          {"type":"web_search_20250305","name":"web_search"}]
        """;

    [Theory]
    [InlineData("hi", "", "weather")]
    [InlineData("use weather and clock", "", "weather,clock")]
    [InlineData("use clock", ""","tool_choice":{"type":"auto"}""", "clock")]
    [InlineData("use clock", ""","tool_choice":{"type":"any"}""", "clock")]
    [InlineData("use weather", ""","tool_choice":{"type":"tool","name":"clock"}""", "clock")]
    [InlineData(
        "use weather and clock",
        ""","tool_choice":{"type":"auto","disable_parallel_tool_use":true}""",
        "weather"
    )]
    [InlineData("use web_search", "", "weather")]
    public async Task The_message_and_tool_choice_decide_what_is_called(string text, string extra, string names)
    {
        await using var client = await SimulationClient.Start();
        var request = Request(extra, $$"""{"role":"user","content":[{"type":"text","text":"{{text}}"}]}""");
        var answer = await SimulationClient.Json(await client.Post(SimulatedMessagesTests.Path, request));
        var calls = answer.GetProperty("content").EnumerateArray().ToArray();
        Assert.Equal("tool_use", answer.GetProperty("stop_reason").GetString());
        Assert.All(calls, call => Assert.Equal("tool_use", SimulationClient.TypeOf(call)));
        Assert.All(calls, call => Assert.Equal("direct", SimulationClient.TypeOf(call.GetProperty("caller"))));
        Assert.All(
            calls,
            call => Assert.StartsWith("toolu_", call.GetProperty("id").GetString(), StringComparison.Ordinal)
        );
        Assert.Equal(calls.Length, calls.Select(call => call.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(names.Split(','), calls.Select(call => call.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData(""","tool_choice":{"type":"none"}""", """{"role":"user","content":"weather"}""")]
    [InlineData(
        "",
        """
            {"role":"user","content":"weather"},
            {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"rain"}]}
            """
    )]
    public async Task Text_answers_when_no_tool_is_wanted(string extra, string turns)
    {
        await using var client = await SimulationClient.Start();
        var answer = await SimulationClient.Json(await client.Post(SimulatedMessagesTests.Path, Request(extra, turns)));
        Assert.Equal("text", SimulationClient.TypeOf(answer.GetProperty("content")[0]));
        Assert.Equal("end_turn", answer.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Streamed_parallel_calls_come_one_after_the_other_behind_a_thought()
    {
        await using var client = await SimulationClient.Start();
        var request = SimulatedMessagesTests.Streamed(
            Request(""","thinking":{"type":"adaptive"}""", """{"role":"user","content":"weather clock"}""")
        );
        var events = await SimulationClient.NamedEvents(await client.Post(SimulatedMessagesTests.Path, request));
        var blocks = SimulatedMessagesTests.Blocks(events);

        Assert.Equal(
            ["thinking", "tool_use", "tool_use"],
            blocks.Select(block => SimulationClient.TypeOf(block[0].GetProperty("content_block")))
        );
        Assert.Equal("{}", blocks[1][0].GetProperty("content_block").GetProperty("input").GetRawText());
        Assert.Equal("clock", blocks[2][0].GetProperty("content_block").GetProperty("name").GetString());
        Assert.Equal("""{"city":"simulated","unit":"celsius","days":3}""", Input(blocks[1]));
        Assert.Equal("{}", Input(blocks[2]));
        Assert.Equal("tool_use", events[^2].GetProperty("delta").GetProperty("stop_reason").GetString());
        Assert.Equal("message_stop", SimulationClient.TypeOf(events[^1]));
    }

    [Theory]
    [InlineData("""{"type":"tool","name":"other"}""")]
    [InlineData("""{"type":"some"}""")]
    public async Task A_choice_that_cannot_be_is_refused(string choice)
    {
        await using var client = await SimulationClient.Start();
        var response = await client.Post(
            SimulatedMessagesTests.Path,
            Request($",\"tool_choice\":{choice}", """{"role":"user","content":"hi"}""")
        );
        await SimulatedMessagesTests.AssertError(response, 400, "invalid_request_error", "tool_choice");
    }

    private static string Input(List<JsonElement> block)
    {
        var deltas = block.Skip(1).SkipLast(1).Select(told => told.GetProperty("delta")).ToArray();
        Assert.All(deltas, delta => Assert.Equal("input_json_delta", SimulationClient.TypeOf(delta)));
        return string.Concat(deltas.Select(delta => delta.GetProperty("partial_json").GetString()));
    }

    private static string Request(string extra, string turns) =>
        $$"""{"model":"demo","max_tokens":1000,{{Tools}}{{extra}},"messages":[{{turns}}]}""";
}
