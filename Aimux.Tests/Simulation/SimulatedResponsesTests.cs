using System.Net;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedResponsesTests
{
    public const string Hello = """{"model":"demo","input":"hi"}""";
    public const string Path = "/v1/responses";

    private const string Tools = """
        "tools":[
          {"type":"function","name":"weather","parameters":{
             "type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":3}}}},
          {"type":"function","name":"clock","parameters":{"type":"object","properties":{}}},
          {"type":"web_search"}]
        """;

    [Fact]
    public async Task A_whole_answer_has_the_wire_shape_and_usage()
    {
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(OutputTokens: 5, CacheReadTokens: 2)
        );
        var response = await client.Post(Path, Hello);
        var body = await SimulationClient.Json(response);
        Assert.StartsWith("req_", SimulationClient.Header(response, "x-request-id"), StringComparison.Ordinal);
        Assert.StartsWith("resp_", body.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("response", body.GetProperty("object").GetString());
        Assert.Equal("completed", body.GetProperty("status").GetString());
        Assert.Equal("demo", body.GetProperty("model").GetString());
        var item = Assert.Single(body.GetProperty("output").EnumerateArray().ToArray());
        Assert.Equal("message", SimulationClient.TypeOf(item));
        var text = Assert.Single(item.GetProperty("content").EnumerateArray().ToArray());
        Assert.Equal("output_text", SimulationClient.TypeOf(text));
        Assert.Equal("Hello from the simulated provider", text.GetProperty("text").GetString());
        var prompt = Hello.Length / 4;
        Assert.Equal(
            $$$"""{"input_tokens":{{{prompt}}},"input_tokens_details":{"cached_tokens":2},"output_tokens":5,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":{{{prompt + 5}}}}""",
            body.GetProperty("usage").GetRawText()
        );
    }

    [Fact]
    public async Task A_stream_tells_its_events_in_order_and_numbers_them()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 2));
        var events = await SimulationClient.NamedEvents(await client.Post(Path, Streamed(Hello)));
        Assert.Equal(
            [
                "response.created",
                "response.in_progress",
                "response.output_item.added",
                "response.content_part.added",
                "response.output_text.delta",
                "response.output_text.delta",
                "response.output_text.done",
                "response.content_part.done",
                "response.output_item.done",
                "response.completed",
            ],
            events.Select(SimulationClient.TypeOf)
        );
        Assert.Equal(
            Enumerable.Range(0, events.Length),
            events.Select(told => told.GetProperty("sequence_number").GetInt32())
        );
        Assert.Equal("in_progress", events[0].GetProperty("response").GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, events[0].GetProperty("response").GetProperty("usage").ValueKind);
        Assert.Equal("Hello from", events[6].GetProperty("text").GetString());
        var response = events[^1].GetProperty("response");
        Assert.Equal("completed", response.GetProperty("status").GetString());
        Assert.Equal(2, response.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Equal(events[8].GetProperty("item").GetRawText(), response.GetProperty("output")[0].GetRawText());
    }

    [Fact]
    public async Task An_effort_brings_a_reasoning_item_before_the_message()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 2));
        var request = Hello.Insert(1, "\"reasoning\":{\"effort\":\"low\"},");
        var whole = await SimulationClient.Json(await client.Post(Path, request));
        Assert.Equal(
            ["reasoning", "message"],
            whole.GetProperty("output").EnumerateArray().Select(SimulationClient.TypeOf)
        );
        Assert.Equal("low", whole.GetProperty("reasoning").GetProperty("effort").GetString());
        var details = whole.GetProperty("usage").GetProperty("output_tokens_details");
        Assert.Equal(8, details.GetProperty("reasoning_tokens").GetInt32());

        var events = await SimulationClient.NamedEvents(await client.Post(Path, Streamed(request)));
        Assert.Equal(
            [
                "response.output_item.added",
                "response.reasoning_summary_part.added",
                "response.reasoning_summary_text.delta",
                "response.reasoning_summary_text.done",
                "response.reasoning_summary_part.done",
                "response.output_item.done",
            ],
            events
                .Where(told => told.TryGetProperty("output_index", out var index) && index.GetInt32() == 0)
                .Select(SimulationClient.TypeOf)
                .Distinct()
        );
    }

    [Theory]
    [InlineData("use weather and clock", "", "weather,clock")]
    [InlineData("use weather and clock", ""","parallel_tool_calls":false""", "weather")]
    [InlineData("hi", ""","tool_choice":"required" """, "weather")]
    [InlineData("use weather", ""","tool_choice":{"type":"function","name":"clock"}""", "clock")]
    [InlineData("use weather", ""","tool_choice":"none" """, "")]
    public async Task Functions_are_called_whole_and_streamed(string text, string extra, string names)
    {
        await using var client = await SimulationClient.Start();
        var request = $$"""{"model":"demo",{{Tools}}{{extra}},"input":[{"role":"user","content":"{{text}}"}]}""";
        var whole = (await SimulationClient.Json(await client.Post(Path, request))).GetProperty("output");
        var events = await SimulationClient.NamedEvents(await client.Post(Path, Streamed(request)));
        var streamed = events[^1].GetProperty("response").GetProperty("output");
        foreach (var output in new[] { whole, streamed })
        {
            var calls = output.EnumerateArray().Where(item => SimulationClient.TypeOf(item) == "function_call");
            Assert.Equal(names, string.Join(',', calls.Select(call => call.GetProperty("name").GetString())));
        }

        if (names.StartsWith("weather", StringComparison.Ordinal))
        {
            var deltas = events.Where(told =>
                SimulationClient.TypeOf(told) == "response.function_call_arguments.delta"
                && told.GetProperty("output_index").GetInt32() == 0
            );
            const string arguments = """{"city":"simulated","days":3}""";
            Assert.Equal(arguments, string.Concat(deltas.Select(delta => delta.GetProperty("delta").GetString())));
            Assert.Equal(arguments, whole[0].GetProperty("arguments").GetString());
            Assert.StartsWith("fc_", whole[0].GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("call_", whole[0].GetProperty("call_id").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_result_is_answered_with_text()
    {
        await using var client = await SimulationClient.Start();
        var request = $$"""
            {"model":"demo",{{Tools}},"input":[
              {"role":"user","content":[{"type":"input_text","text":"weather"}]},
              {"type":"function_call","call_id":"c","name":"weather","arguments":"{}"},
              {"type":"function_call_output","call_id":"c","output":"rain"}]}
            """;
        var events = await SimulationClient.NamedEvents(await client.Post(Path, Streamed(request)));
        var response = events[^1].GetProperty("response");
        Assert.Equal("message", SimulationClient.TypeOf(response.GetProperty("output")[0]));
        Assert.Equal(3, response.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public async Task Too_few_tokens_leave_it_incomplete()
    {
        await using var client = await SimulationClient.Start();
        var request = Hello.Insert(1, "\"max_output_tokens\":3,");
        var whole = await SimulationClient.Json(await client.Post(Path, request));
        Assert.Equal("incomplete", whole.GetProperty("status").GetString());
        Assert.Equal("incomplete", whole.GetProperty("output")[0].GetProperty("status").GetString());
        Assert.Equal("max_output_tokens", whole.GetProperty("incomplete_details").GetProperty("reason").GetString());
        var events = await SimulationClient.NamedEvents(await client.Post(Path, Streamed(request)));
        Assert.Equal("response.incomplete", SimulationClient.TypeOf(events[^1]));
    }

    [Fact]
    public async Task A_structured_answer_fits_its_schema()
    {
        await using var client = await SimulationClient.Start();
        var request = Hello.Insert(
            1,
            """
            "text":{"format":{"type":"json_schema","name":"a","schema":{"type":"object","properties":{"n":{"type":"integer"}}}}},
            """
        );
        var whole = await SimulationClient.Json(await client.Post(Path, request));
        Assert.Equal(
            """{"n":1}""",
            whole.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString()
        );
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, null)]
    [InlineData("""{"input":"hi"}""", HttpStatusCode.BadRequest, null)]
    [InlineData("""{"model":"demo"}""", HttpStatusCode.BadRequest, "missing_required_parameter")]
    [InlineData("""{"model":"demo","input":"a","stream":1}""", HttpStatusCode.BadRequest, "invalid_type")]
    [InlineData("""{"model":"demo","input":"a","max_output_tokens":0}""", HttpStatusCode.BadRequest, "invalid_value")]
    [InlineData("""{"model":"other","input":"hi"}""", HttpStatusCode.NotFound, "model_not_found")]
    public async Task A_bad_request_is_refused_in_openais_shape(string body, HttpStatusCode status, string? code)
    {
        await using var client = await SimulationClient.Start();
        var error = await SimulationClient.Json(await client.Post(Path, body), status);
        Assert.Equal(code, SimulationClient.ErrorCode(error));
        Assert.Equal("invalid_request_error", SimulationClient.TypeOf(error.GetProperty("error")));
    }

    private static string Streamed(string request) => request.Insert(1, "\"stream\":true,");
}
