using Xunit;

namespace Aimux.Tests.Admin.Api;

public sealed class RouteApiTests
{
    [Fact]
    public async Task Routes_are_listed_and_found()
    {
        await using var api = await AdminApi.Start();

        Assert.Equal("chat", (string)(await api.Get("/api/routes")).Is(200).Json["items"]![0]!["name"]!);
        Assert.Equal("ordered", (string)(await api.Get("/api/routes/chat")).Is(200).Json["policy"]!);
        (await api.Get("/api/routes/none")).IsProblem(404);
        (await api.Get("/api/routes?limit=0")).IsProblem(400);
    }

    [Fact]
    public async Task A_route_is_added_changed_and_removed_by_its_row_alone()
    {
        await using var api = await AdminApi.Start();

        var added = (await api.Post("/api/routes", """{"name":"fast *","candidates":["two/demo"]}""")).Status;
        Assert.Equal(422, added);
        (await api.Post("/api/routes", """{"name":"quick-*","candidates":["two/demo","one/demo"]}""")).Is(201);
        Assert.Equal(
            [
                "-models[1]{name,candidates,policy}:",
                "+models[2]{name,candidates,policy}:",
                "+quick-*,two/demo one/demo,null",
            ],
            api.Changed()
        );
        Assert.Equal("quick-*", (string)(await api.Get("/api/explain?model=quick-one")).Is(200).Json["route"]!);

        var changed = (await api.Put("/api/routes/quick-*", """{"candidates":["two/demo"],"policy":"ordered"}""")).Is(
            200
        );
        Assert.Equal("ordered", (string)changed.Json["policy"]!);
        Assert.Contains("+quick-*,two/demo,ordered", api.Changed());

        (await api.Delete("/api/routes/quick-*")).Is(204);
        Assert.Equal(api.Before, api.Text);
        (await api.Delete("/api/routes/quick-*")).IsProblem(404);
    }

    [Theory]
    [InlineData("""{"name":"x","candidates":[]}""", 422, "candidates")]
    [InlineData("""{"name":"x","candidates":["three/demo"]}""", 422, "candidates")]
    [InlineData("""{"name":"x","candidates":["one/demo"],"policy":"best"}""", 422, "policy")]
    [InlineData("""{"candidates":["one/demo"]}""", 422, "name")]
    [InlineData("""{"name":"x","candidates":"one/demo"}""", 400, "candidates")]
    [InlineData("""{"name":"x","kandidates":[]}""", 400, null)]
    public async Task A_bad_route_is_a_problem_at_its_field_and_changes_nothing(string body, int status, string? field)
    {
        await using var api = await AdminApi.Start();

        var problem = (await api.Post("/api/routes", body)).Is(status);

        if (field is not null)
        {
            Assert.Contains(
                problem.Json["errors"]!.AsArray(),
                error => ((string?)error!["field"])?.StartsWith(field, StringComparison.Ordinal) == true
            );
        }

        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task Conflicts_are_told()
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/routes", """{"name":"chat","candidates":["one/demo"]}""")).IsProblem(409);
        (await api.Put("/api/routes/none", """{"candidates":["one/demo"]}""")).IsProblem(404);
        (await api.Put("/api/routes/chat", """{"name":"talk","candidates":["one/demo"]}""")).IsProblem(400);
        (await api.Put("/api/routes/chat", """{"candidates":["nobody/demo"]}""")).IsProblem(422);
        await api.RefusesStale(HttpMethod.Post, "/api/routes", """{"name":"x","candidates":["one/demo"]}""");
        await api.RefusesStale(HttpMethod.Put, "/api/routes/chat", """{"candidates":["one/demo"]}""");
        await api.RefusesStale(HttpMethod.Delete, "/api/routes/chat");
    }
}
