using System.Net.Http.Headers;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Api;

public sealed class CallerApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_shown_once_kept_as_a_hash_and_worth_nothing_when_its_caller_is_removed()
    {
        await using var api = await AdminApi.Start();

        var added = (await api.Post("/api/callers", """{"id":"laptop"}""")).Is(201);

        var token = (string)added.Json["token"]!;
        Assert.Equal("/api/callers/laptop", added.Location);
        Assert.Null((await api.Get("/api/callers/laptop")).Is(200).Json["token"]);
        Assert.DoesNotContain(token, api.Text + (await api.Get("/api/config")).Text, StringComparison.Ordinal);
        Assert.Equal(200, await Call(api, token));
        Assert.Equal(401, await Call(api, token + "x"));
        Assert.Equal(401, await Call(api, null));

        (await api.Put("/api/callers/laptop", """{"enabled":false}""")).Is(200);
        Assert.Equal(401, await Call(api, token));
        (await api.Put("/api/callers/laptop", """{"enabled":true}""")).Is(200);
        Assert.Equal(200, await Call(api, token));

        (await api.Delete("/api/callers/laptop")).Is(204);
        Assert.Equal(api.Before, api.Text);
        (await api.Get("/api/callers/laptop")).IsProblem(404);
        (await api.Delete("/api/callers/laptop")).IsProblem(404);
        (await api.Post("/api/callers", """{"id":"phone"}""")).Is(201);
        Assert.Equal(401, await Call(api, token));
    }

    [Fact]
    public async Task A_caller_asks_for_what_it_may_alone()
    {
        await using var api = await AdminApi.Start();
        var token = (string)
            (await api.Post("/api/callers", """{"id":"laptop","models":["ch*"]}""")).Is(201).Json["token"]!;

        Assert.Equal(200, await Call(api, token, "chat"));
        Assert.Equal(403, await Call(api, token, "demo"));
        using var list = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        list.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var models = await api.Aimux.Data.SendAsync(list, Cancellation);
        Assert.True(models.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_callers_rate_is_held_with_the_time_to_wait_and_others_are_not_touched()
    {
        await using var api = await AdminApi.Start();
        var token = (string)(await api.Post("/api/callers", """{"id":"laptop","rpm":2}""")).Is(201).Json["token"]!;
        var other = (string)(await api.Post("/api/callers", """{"id":"server"}""")).Is(201).Json["token"]!;

        Assert.Equal(200, await Call(api, token));
        Assert.Equal(200, await Call(api, token));
        using var third = await api.Chat(Some.Model, token);

        Assert.Equal(429, (int)third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("caller_limited", (await RunningAimux.Error(third)).GetProperty("code").GetString());
        Assert.Equal(200, await Call(api, other));
    }

    [Theory]
    [InlineData("""{"id":""}""", 422, "id")]
    [InlineData("""{"id":"x","rpm":0}""", 422, "rpm")]
    [InlineData("""{"id":"x","models":["a*b"]}""", 422, "models")]
    [InlineData("""{"id":"x","token":"mine"}""", 400, "token")]
    [InlineData("""{"id":"x","rpm":"many"}""", 400, "rpm")]
    public async Task A_bad_caller_is_a_problem_at_its_field_and_changes_nothing(string body, int status, string field)
    {
        await using var api = await AdminApi.Start();

        var problem = (await api.Post("/api/callers", body)).Is(status);

        Assert.Contains(
            problem.Json["errors"]!.AsArray(),
            error => ((string?)error!["field"])?.StartsWith(field, StringComparison.Ordinal) == true
        );
        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task Conflicts_are_told()
    {
        await using var api = await AdminApi.Start();
        Assert.Equal("ci", (string)(await api.Get("/api/callers")).Is(200).Json["items"]![0]!["id"]!);
        (await api.Get("/api/callers?after=nobody")).IsProblem(400);
        (await api.Post("/api/callers", """{"id":"ci"}""")).IsProblem(409);
        (await api.Put("/api/callers/none", """{"rpm":5}""")).IsProblem(404);
        (await api.Put("/api/callers/ci", """{"id":"other"}""")).IsProblem(400);
        (await api.Put("/api/callers/ci", """{"rpm":-5}""")).IsProblem(422);
        await api.RefusesStale(HttpMethod.Post, "/api/callers", """{"id":"x"}""");
        await api.RefusesStale(HttpMethod.Put, "/api/callers/ci", """{"rpm":5}""");
        await api.RefusesStale(HttpMethod.Delete, "/api/callers/ci");
        Assert.Equal(api.Before, api.Text);
    }

    private static async Task<int> Call(AdminApi api, string? token, string model = Some.Model)
    {
        using var answer = await api.Chat(model, token);
        return (int)answer.StatusCode;
    }
}
