using System.Net;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedStrictnessTests
{
    private const string Chat = "/v1/chat/completions";

    [Theory]
    [InlineData(Chat, """{"model":"demo","reasoning":{},"messages":[{"role":"user","content":"a"}]}""", "reasoning")]
    [InlineData(
        Chat,
        """{"model":"demo","enable_thinking":true,"messages":[{"role":"user","content":"a"}]}""",
        "enable_thinking"
    )]
    [InlineData(
        Chat,
        """{"model":"demo","messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b","reasoning_content":"c"}]}""",
        "messages.1.assistant.reasoning_content"
    )]
    [InlineData(
        "/v1/messages",
        """{"model":"demo","max_tokens":9,"colour":1,"messages":[{"role":"user","content":"a"}]}""",
        "colour"
    )]
    [InlineData(
        "/v1/messages",
        """{"model":"demo","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"b","signature":"Zm9yZWlnbg=="}]}]}""",
        "messages.1.content.0: Invalid `signature`"
    )]
    [InlineData(
        "/v1/messages",
        """{"model":"demo","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"system","content":"b"}]}""",
        "messages.1.role"
    )]
    [InlineData("/v1/responses", """{"model":"demo","input":"a","messages":[]}""", "messages")]
    public async Task A_strict_provider_names_what_it_does_not_take(string path, string body, string named)
    {
        await using var client = await SimulationClient.Start();
        using var lenient = await client.Post(path, body);
        Assert.Equal(HttpStatusCode.OK, lenient.StatusCode);

        client.Provider.Settings = client.Provider.Settings with { StrictFields = true };
        var error = await SimulationClient.Json(await client.Post(path, body), HttpStatusCode.BadRequest);
        Assert.Contains(named, SimulationClient.Message(error), StringComparison.Ordinal);
        Assert.Equal("invalid_request_error", SimulationClient.TypeOf(error.GetProperty("error")));
    }

    [Theory]
    [InlineData(
        Chat,
        """{"model":"demo","stream_options":{},"reasoning_effort":"low","messages":[{"role":"assistant","content":"b","reasoning":"c"}]}"""
    )]
    [InlineData(
        "/v1/messages",
        """{"model":"demo","max_tokens":9,"system":"s","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"a"}]}"""
    )]
    [InlineData("/v1/responses", """{"model":"demo","input":"a","store":false,"include":[]}""")]
    public async Task A_strict_provider_takes_what_it_knows(string path, string body)
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(StrictFields: true));
        await SimulationClient.Json(await client.Post(path, body));
    }

    [Fact]
    public async Task The_refusal_of_a_property_looks_like_cerebras()
    {
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(StrictFields: true, ErrorStyle: "cerebras")
        );
        using var response = await client.Chat("""{"model":"demo","reasoning":{},"messages":[{}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            """{"message":"reasoning: property \u0027reasoning\u0027 is unsupported","type":"invalid_request_error","param":"validation_error","code":"wrong_api_format"}""",
            await response.Content.ReadAsStringAsync(SimulationClient.Token)
        );
    }

    [Fact]
    public async Task A_property_can_be_refused_by_name()
    {
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(RefusedFields: ["parallel_tool_calls"])
        );
        await SimulationClient.Json(await client.Chat("""{"model":"demo","colour":1,"messages":[{}]}"""));
        var error = await SimulationClient.Json(
            await client.Chat("""{"model":"demo","parallel_tool_calls":true,"messages":[{}]}"""),
            HttpStatusCode.BadRequest
        );
        Assert.Equal("parallel_tool_calls", error.GetProperty("error").GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_thought_of_its_own_comes_back_unrefused()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(StrictFields: true));
        var first = await SimulationClient.Json(
            await client.Post(
                "/v1/messages",
                """{"model":"demo","max_tokens":99,"thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"a"}]}"""
            )
        );
        var content = first.GetProperty("content").GetRawText();
        await SimulationClient.Json(
            await client.Post(
                "/v1/messages",
                $$"""{"model":"demo","max_tokens":99,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":{{content}}},{"role":"user","content":"b"}]}"""
            )
        );
    }

    [Theory]
    [InlineData("chat", 200, 404, 404)]
    [InlineData("messages", 404, 200, 404)]
    [InlineData("responses", 404, 404, 200)]
    public async Task A_provider_speaks_only_the_protocols_it_has(
        string protocol,
        int chat,
        int messages,
        int responses
    )
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(Protocols: [protocol]));
        var asked = new[]
        {
            await client.Chat(SimulationClient.Hello),
            await client.Post("/v1/messages", SimulatedMessagesTests.Hello),
            await client.Post("/v1/messages/count_tokens", SimulatedMessagesTests.Hello),
            await client.Post("/v1/responses", SimulatedResponsesTests.Hello),
        };
        Assert.Equal([chat, messages, messages, responses], asked.Select(response => (int)response.StatusCode));
        var missing = await SimulationClient.Json(
            Array.Find(asked, response => response.StatusCode == HttpStatusCode.NotFound)!,
            HttpStatusCode.NotFound
        );
        Assert.Equal("unknown_url", SimulationClient.ErrorCode(missing));
        await SimulationClient.Json(await client.Send(HttpMethod.Get, "/v1/models"));
    }

    [Theory]
    [InlineData("""{"protocols":["chat","grpc"]}""", "protocols must be of chat, messages, responses")]
    [InlineData("""{"recorded_requests":1001}""", "recorded_requests must be from 0 to 1000")]
    [InlineData("""{"quota":{"used":501}}""", "quota.used must be from 0 to 500")]
    [InlineData("""{"quota":{"colour":1}}""", "colour")]
    [InlineData("""{"cache_read_tokens":-1}""", "cache_read_tokens")]
    public async Task Invalid_settings_are_refused_with_a_clear_text(string settings, string text)
    {
        await using var client = await SimulationClient.Start();
        var response = await client.Send(HttpMethod.Patch, "/_simulation/settings", settings);
        var error = await SimulationClient.Json(response, HttpStatusCode.BadRequest);
        Assert.Contains(text, SimulationClient.Message(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_new_settings_change_while_it_runs()
    {
        await using var client = await SimulationClient.Start();
        var settings = await SimulationClient.Json(
            await client.Send(
                HttpMethod.Patch,
                "/_simulation/settings",
                """{"error_style":"zai","protocols":["messages"],"strict_fields":true,"quota":{"used":499}}"""
            )
        );
        Assert.Equal("zai", settings.GetProperty("error_style").GetString());
        Assert.Equal(500, settings.GetProperty("quota").GetProperty("limit").GetInt32());
        Assert.Equal(499, client.Provider.Settings.Quota.Used);
        Assert.Equal(["messages"], client.Provider.Settings.Protocols);
        Assert.Equal(JsonValueKind.True, settings.GetProperty("strict_fields").ValueKind);
    }
}
