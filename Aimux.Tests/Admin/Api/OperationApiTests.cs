using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>Figures, histories, decisions and drills.</summary>
public sealed class OperationApiTests
{
    [Fact]
    public async Task Figures_tell_what_callers_got_and_what_went_through_each_provider_and_key()
    {
        await using var api = await AdminApi.Start();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await api.Chat("chat");
        }

        await Until.True(async () =>
            (int)(await api.Get("/api/metrics")).Json["requests"]!["minute"]!["counts"]!["count"]! == 3
        );
        var page = (await api.Get("/api/metrics")).Is(200).Json;

        foreach (var span in new[] { "minute", "hour", "day" })
        {
            Assert.Equal(3, (int)page["requests"]![span]!["counts"]!["count"]!);
            Assert.Equal(1, (double)page["requests"]![span]!["success_share"]!);
            Assert.Equal(3, (int)page["providers"]!["one"]![span]!["counts"]!["succeeded"]!);
            Assert.Equal(3, (int)page["keys"]!["one/main"]![span]!["counts"]!["count"]!);
            Assert.Equal(0, (int)page["providers"]!["two"]![span]!["counts"]!["count"]!);
        }

        Assert.True((int)page["requests"]!["minute"]!["counts"]!["output_tokens"]! > 0);
    }

    [Theory]
    [InlineData("", 60)]
    [InlineData("?range=5m", 60)]
    [InlineData("?range=1h&provider=one", 60)]
    [InlineData("?range=24h&key=one/main", 96)]
    public async Task A_history_has_a_point_for_each_step(string query, int points)
    {
        await using var api = await AdminApi.Start();
        using var answer = await api.Chat("chat");

        await Until.True(async () => Count(await api.Get("/api/metrics/history" + query)) == 1);
        var series = (await api.Get("/api/metrics/history" + query)).Is(200).Json;

        Assert.Equal(points, series["points"]!.AsArray().Count);

        static int Count(ApiAnswer history) => history.Json["points"]!.AsArray().Sum(point => (int)point!["count"]!);
    }

    [Theory]
    [InlineData("?range=2d", 400)]
    [InlineData("?provider=three", 404)]
    [InlineData("?key=one/none", 404)]
    public async Task A_history_that_is_not_there_is_a_problem(string query, int status)
    {
        await using var api = await AdminApi.Start();
        (await api.Get("/api/metrics/history" + query)).IsProblem(status);
    }

    [Fact]
    public async Task Decisions_are_found_by_what_they_were()
    {
        await using var api = await AdminApi.Start();
        using var served = await api.Chat("chat");
        using var refused = await api.Chat("nothing-like-it");
        (await api.Post("/api/drills", """{"provider":"one","failure":"ServerError"}""")).Is(201);
        using var elsewhere = await api.Chat("chat");
        var id = served.Headers.GetValues("x-aimux-decision").Single();
        await Until.True(async () =>
            (await api.Get("/api/decisions")).Json["decisions"]!.AsArray().All(each => each!["end"] is not null)
        );

        Assert.Equal(3, await Count(api, ""));
        Assert.Equal(2, await Count(api, "?model=chat"));
        Assert.Equal(1, await Count(api, "?outcome=rejected"));
        Assert.Equal(2, await Count(api, "?outcome=Served"));
        Assert.Equal(1, await Count(api, "?provider=two"));
        Assert.Equal(1, await Count(api, "?min_attempts=2"));
        Assert.Equal(0, await Count(api, "?caller=nobody"));
        Assert.Equal(1, await Count(api, "?limit=1"));
        var newest = (string)(await api.Get("/api/decisions?limit=1")).Json["decisions"]![0]!["id"]!;
        Assert.Equal(2, await Count(api, $"?before={newest}"));
        Assert.Equal(id, (string)(await api.Get($"/api/decisions/{id}")).Is(200).Json["id"]!);
        (await api.Get("/api/decisions/none")).IsProblem(404);
        (await api.Get("/api/decisions?outcome=odd")).IsProblem(400);
        (await api.Get("/api/decisions?min_attempts=0")).IsProblem(400);
        (await api.Get("/api/decisions?limit=no")).IsProblem(400);
    }

    [Fact]
    public async Task A_route_explains_itself()
    {
        await using var api = await AdminApi.Start();
        Assert.Equal(
            "one",
            (string)(await api.Get("/api/explain?model=chat")).Is(200).Json["candidates"]![0]!["provider_id"]!
        );
        (await api.Get("/api/explain?model=nothing-like-it")).IsProblem(404);
        (await api.Get("/api/explain")).IsProblem(400);
        (await api.Post("/api/models/refresh")).Is(202);
    }

    [Theory]
    [InlineData("Refused")]
    [InlineData("Reset")]
    [InlineData("ServerError")]
    [InlineData("Overloaded")]
    [InlineData("RateLimited")]
    [InlineData("Unauthorized")]
    [InlineData("PaymentRequired")]
    public async Task A_drill_fails_as_told_and_another_serves(string failure)
    {
        await using var api = await AdminApi.Start();

        var begun = (
            await api.Post("/api/drills", $$"""{"provider":"one","failure":"{{failure}}","seconds":600}""")
        ).Is(201);
        using var answer = await api.Chat("chat");

        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        var listed = (await api.Get("/api/drills")).Is(200).Json["drills"]![0]!;
        Assert.Equal(begun.Location, $"/api/drills/{(string)listed["id"]!}");
        Assert.True((int)listed["attempts"]! >= 1);
        (await api.Delete(begun.Location!)).Is(204);
        Assert.Empty((await api.Get("/api/drills")).Json["drills"]!.AsArray());
        (await api.Delete(begun.Location!)).IsProblem(404);
        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task A_drill_of_one_key_leaves_the_others_alone()
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/keys/one/spare/enable")).Is(200);
        (await api.Post("/api/drills", """{"provider":"one","key":"one/main","failure":"Unauthorized"}""")).Is(201);

        for (var i = 0; i < 4; i++)
        {
            using var answer = await api.Chat("chat");
            var decision = await api.Aimux.EndedDecision(answer);
            Assert.Equal("one", (string)decision["end"]!["provider"]!);
            Assert.Equal("one/spare", (string)decision["attempts"]!.AsArray()[^1]!["key"]!);
        }
    }

    [Theory]
    [InlineData("""{"provider":"three","failure":"Reset"}""", 422, "provider")]
    [InlineData("""{"provider":"one","key":"two/main","failure":"Reset"}""", 422, "key")]
    [InlineData("""{"provider":"one","failure":"Reset","seconds":0}""", 422, "seconds")]
    [InlineData("""{"provider":"one","failure":"Reset","seconds":1e300}""", 422, "seconds")]
    [InlineData("""{"provider":"one"}""", 422, "failure")]
    [InlineData("""{"provider":"one","failure":"Odd"}""", 400, "failure")]
    [InlineData("""{"provider":"one","failure":99}""", 422, "failure")]
    public async Task A_bad_drill_is_a_problem_at_its_field(string body, int status, string field)
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/drills", body)).IsProblem(status, field);
        Assert.Empty((await api.Get("/api/drills")).Json["drills"]!.AsArray());
    }

    private static async Task<int> Count(AdminApi api, string query) =>
        (await api.Get("/api/decisions" + query)).Is(200).Json["decisions"]!.AsArray().Count;
}
