using System.Text.Json;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedRichChatTests
{
    private const string Tools = """
        "tools":[
          {"type":"function","function":{"name":"weather","parameters":{"type":"object","required":["city"],"properties":{
            "city":{"type":"string"},"unit":{"enum":["celsius","kelvin"]},"days":{"type":"integer","minimum":3},
            "places":{"type":"array","items":{"type":"object","properties":{"ok":{"type":["boolean","null"]}}}},
            "other":{"$ref":"#/x"}}}}},
          {"type":"function","function":{"name":"clock","parameters":{"type":"object","properties":{}}}}]
        """;

    [Fact]
    public async Task A_tool_is_called_with_arguments_made_from_its_schema()
    {
        await using var client = await SimulationClient.Start();
        var message = await Message(
            client,
            $$"""{"model":"demo",{{Tools}},"messages":[{"role":"user","content":"hi"}]}"""
        );
        var call = Assert.Single(message.GetProperty("tool_calls").EnumerateArray().ToArray());
        Assert.Equal("weather", call.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal(
            """{"city":"simulated","unit":"celsius","days":3,"places":[{"ok":true}],"other":{}}""",
            call.GetProperty("function").GetProperty("arguments").GetString()
        );
    }

    [Theory]
    [InlineData("use weather and clock", "", "weather,clock")]
    [InlineData("use clock", "", "clock")]
    [InlineData("use weather and clock", ""","parallel_tool_calls":false""", "weather")]
    [InlineData("use weather", ""","tool_choice":{"type":"function","function":{"name":"clock"}}""", "clock")]
    public async Task The_message_and_tool_choice_decide_what_is_called(string text, string extra, string names)
    {
        await using var client = await SimulationClient.Start();
        var body = $$"""{"model":"demo",{{Tools}}{{extra}},"messages":[{"role":"user","content":"{{text}}"}]}""";
        var calls = (await Message(client, body)).GetProperty("tool_calls").EnumerateArray().ToArray();
        Assert.Equal(
            names.Split(','),
            calls.Select(call => call.GetProperty("function").GetProperty("name").GetString())
        );
        Assert.Equal(calls.Length, calls.Select(call => call.GetProperty("id").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData(""","tool_choice":"none","messages":[{"role":"user","content":"weather"}]""")]
    [InlineData(
        ""","messages":[{"role":"user","content":"weather"},{"role":"tool","tool_call_id":"x","content":"1"}]"""
    )]
    public async Task Text_answers_when_no_tool_is_wanted(string extra)
    {
        await using var client = await SimulationClient.Start();
        var message = await Message(client, $$"""{"model":"demo",{{Tools}}{{extra}}}""");
        Assert.StartsWith("Hello", message.GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streamed_parallel_calls_are_put_together_by_index()
    {
        await using var client = await SimulationClient.Start();
        var chunks = await SimulationClient.Chunks(
            await client.Chat(
                $$"""{"model":"demo","stream":true,{{Tools}},"messages":[{"role":"user","content":[{"type":"text","text":"weather clock"}]}]}"""
            )
        );
        var fragments = chunks
            .Where(chunk => SimulationClient.Delta(chunk).TryGetProperty("tool_calls", out _))
            .Select(chunk => SimulationClient.Delta(chunk).GetProperty("tool_calls")[0])
            .ToLookup(fragment => fragment.GetProperty("index").GetInt32());
        Assert.Equal(2, fragments.Count);
        Assert.Equal("clock", fragments[1].First().GetProperty("function").GetProperty("name").GetString());
        Assert.True(fragments[0].Count() > 3);
        var arguments = string.Concat(
            fragments[0].Select(fragment => fragment.GetProperty("function").GetProperty("arguments").GetString())
        );
        Assert.Equal(3, JsonSerializer.Deserialize<JsonElement>(arguments).GetProperty("days").GetInt32());
        Assert.Equal("tool_calls", chunks[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData(""","response_format":{"type":"json_object"}""", """{"answer":"simulated"}""")]
    [InlineData(
        ""","response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object","properties":{"n":{"type":"number"},"s":{"type":"string","minLength":12}}}}}""",
        """{"n":0.5,"s":"simulated..."}"""
    )]
    public async Task Structured_output_fits_its_schema_whole_and_streamed(string format, string expected)
    {
        await using var client = await SimulationClient.Start();
        var body = $$"""{"model":"demo"{{format}},"messages":[{"role":"user","content":"hi"}]}""";
        Assert.Equal(expected, (await Message(client, body)).GetProperty("content").GetString());
        var chunks = await SimulationClient.Chunks(await client.Chat("{\"stream\":true," + body[1..]));
        Assert.Equal(expected, SimulationClient.TextOf(chunks));
        Assert.True(chunks.Length > 4);
    }

    private static async Task<JsonElement> Message(SimulationClient client, string body)
    {
        var answer = await SimulationClient.Json(await client.Chat(body));
        var choice = answer.GetProperty("choices")[0];
        var message = choice.GetProperty("message");
        Assert.Equal(
            message.TryGetProperty("tool_calls", out _) ? "tool_calls" : "stop",
            choice.GetProperty("finish_reason").GetString()
        );
        return message;
    }
}
