using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedControlTests
{
    [Fact]
    public async Task A_change_of_settings_holds_from_the_next_request()
    {
        await using var client = await SimulationClient.Start();
        client.Provider.Settings = client.Provider.Settings with { OutputTokens = 1, Models = ["new"] };
        var answer = await SimulationClient.Json(await client.Chat("""{"model":"new","messages":[{}]}"""));
        Assert.Equal(1, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await client.Chat(SimulationClient.Hello)).StatusCode);
    }

    [Fact]
    public async Task Patch_merges_and_put_replaces()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 3));
        await Settings(client, HttpMethod.Patch, """{"faults":{"overloaded":0.5},"seed":4}""");
        var patched = await Settings(client, HttpMethod.Patch, """{"faults":{"server_error":0.25}}""");
        Assert.Equal(3, patched.GetProperty("output_tokens").GetInt32());
        Assert.Equal(4, patched.GetProperty("seed").GetInt32());
        Assert.Equal(new FaultRates(Overloaded: 0.5, ServerError: 0.25), client.Provider.Settings.Faults);

        var put = await Settings(client, HttpMethod.Put, """{"jitter":0.5}""");
        Assert.Equal(0.5, put.GetProperty("jitter").GetDouble());
        Assert.Equal(24, put.GetProperty("output_tokens").GetInt32());
        Assert.Equal(["demo"], client.Provider.Settings.Models);
        Assert.Equal(new FaultRates(), client.Provider.Settings.Faults);
    }

    [Theory]
    [InlineData("""{"jitter":2}""", "jitter must be from 0 to 1, but is 2.")]
    [InlineData("""{"output_tokens":-1}""", "output_tokens must be from 0 to 1000000, but is -1.")]
    [InlineData("""{"requests_per_minute":0}""", "requests_per_minute must be from 1 to 1000000000, but is 0.")]
    [InlineData("""{"models":[]}""", "models must have from 1 to 1000 entries, but has 0.")]
    [InlineData("""{"api_keys":["a",""]}""", "api_keys[1] must be a text of 1 to 256 characters, but is ''.")]
    [InlineData("""{"faults":{"server_error":1.5}}""", "faults.server_error must be from 0 to 1, but is 1.5.")]
    [InlineData("""{"faults":{"server_error":0.6,"overloaded":0.6}}""", "faults must add up to at most 1")]
    [InlineData("""{"colour":1}""", "colour")]
    [InlineData("""{"faults":{"colour":1}}""", "colour")]
    [InlineData("""{"jitter":"x"}""", "jitter")]
    [InlineData("""{"jitter":""", "not valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    public async Task Invalid_settings_are_refused_with_a_clear_text(string settings, string text)
    {
        await using var client = await SimulationClient.Start();
        var before = client.Provider.Settings;
        var response = await client.Send(HttpMethod.Patch, "/_simulation/settings", settings);
        var error = await SimulationClient.Json(response, HttpStatusCode.BadRequest);
        Assert.Contains(text, SimulationClient.Message(error), StringComparison.Ordinal);
        Assert.Same(before, client.Provider.Settings);
    }

    [Fact]
    public async Task Invalid_settings_are_refused_by_the_object()
    {
        await using var client = await SimulationClient.Start();
        var e = Assert.Throws<ArgumentException>(() => client.Provider.Settings = new SimulatedProviderSettings(-1));
        Assert.StartsWith(
            "time_to_first_token_ms must be from 0 to 3600000, but is -1.",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Reset_zeroes_the_counts()
    {
        await using var client = await SimulationClient.Start();
        await SimulationClient.Json(await client.Chat(SimulationClient.Hello));
        var before = client.Provider.Stats.Snapshot();
        Assert.Equal((1, 1, 1, 1), (before.Requests, before.Succeeded, before.MaxInFlight, before.Connections));
        var after = await SimulationClient.Json(await client.Send(HttpMethod.Post, "/_simulation/reset"));
        Assert.Equal(0, after.GetProperty("requests").GetInt64());
        Assert.Equal(0, after.GetProperty("max_in_flight").GetInt64());
    }

    [Fact]
    public async Task Models_are_listed_and_found()
    {
        var settings = new SimulatedProviderSettings(Models: ["demo", "org/model"]);
        await using var client = await SimulationClient.Start(settings);
        var list = await SimulationClient.Json(await client.Send(HttpMethod.Get, "/v1/models"));
        Assert.Equal(
            ["demo", "org/model", "demo-embedding"],
            list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString())
        );
        foreach (var path in new[] { "/v1/models/org/model", "/v1/models/org%2Fmodel" })
        {
            var model = await SimulationClient.Json(await client.Send(HttpMethod.Get, path));
            Assert.Equal("org/model", model.GetProperty("id").GetString());
        }

        var missing = await client.Send(HttpMethod.Get, "/v1/models/none");
        Assert.Equal(
            "model_not_found",
            SimulationClient.ErrorCode(await SimulationClient.Json(missing, HttpStatusCode.NotFound))
        );
    }

    [Theory]
    [InlineData("GET", "/v1/unknown", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/chat/completions", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/_simulation/stats", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/_simulation/refuse?seconds=0", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/_simulation/refuse", HttpStatusCode.BadRequest)]
    public async Task What_is_not_served_is_refused(string method, string path, HttpStatusCode status)
    {
        await using var client = await SimulationClient.Start();
        var error = await SimulationClient.Json(await client.Send(new HttpMethod(method), path), status);
        Assert.NotEmpty(SimulationClient.Message(error));
    }

    [Fact]
    public async Task Embeddings_are_the_same_in_both_encodings()
    {
        await using var client = await SimulationClient.Start();
        var floats = await Embeddings(client, """{"model":"demo-embedding","input":["a","b"],"dimensions":5}""");
        var base64 = await Embeddings(
            client,
            """{"model":"demo-embedding","input":"b","dimensions":5,"encoding_format":"base64"}"""
        );
        Assert.Equal(2, floats.GetArrayLength());
        var expected = floats[1].GetProperty("embedding").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        Assert.Equal(5, expected.Length);
        Assert.Equal(1, expected.Sum(value => value * value), 4);
        var bytes = base64[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(expected, MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        Assert.Equal(1, (await Embeddings(client, """{"model":"demo-embedding","input":[1,2]}""")).GetArrayLength());
    }

    [Theory]
    [InlineData("""{"model":"demo","input":"x"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"model":"demo-embedding"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"model":"demo-embedding","input":"x","dimensions":0}""", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task A_bad_embeddings_request_is_refused(string body, HttpStatusCode status)
    {
        await using var client = await SimulationClient.Start();
        await SimulationClient.Json(await client.Send(HttpMethod.Post, "/v1/embeddings", body), status);
    }

    private static async Task<JsonElement> Settings(SimulationClient client, HttpMethod method, string body) =>
        await SimulationClient.Json(await client.Send(method, "/_simulation/settings", body));

    private static async Task<JsonElement> Embeddings(SimulationClient client, string body) =>
        (await SimulationClient.Json(await client.Send(HttpMethod.Post, "/v1/embeddings", body))).GetProperty("data");
}
