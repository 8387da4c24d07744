using Xunit;

namespace Aimux.Tests.Admin.Api;

public sealed class ProviderApiTests
{
    [Fact]
    public async Task The_list_has_pages_and_a_version()
    {
        await using var api = await AdminApi.Start();

        var all = (await api.Get("/api/providers")).Is(200);
        var first = (await api.Get("/api/providers?limit=1")).Is(200);
        var second = (await api.Get("/api/providers?limit=1&after=one")).Is(200);

        Assert.Equal(["one", "two"], all.Json["items"]!.AsArray().Select(row => (string)row!["id"]!));
        Assert.Equal("one", (string?)first.Json["next"]);
        Assert.Equal("two", (string)second.Json["items"]![0]!["id"]!);
        Assert.Null(second.Json["next"]);
        Assert.Equal((string)(await api.Get("/api/config/status")).Json["version"]!, all.ETag!.Trim('"'));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=501")]
    [InlineData("?limit=1&limit=2")]
    [InlineData("?limit=many")]
    [InlineData("?after=nobody")]
    public async Task A_bad_page_is_a_problem(string query)
    {
        await using var api = await AdminApi.Start();
        (await api.Get("/api/providers" + query)).IsProblem(400);
    }

    [Fact]
    public async Task One_is_found_by_its_id_and_another_is_not()
    {
        await using var api = await AdminApi.Start();

        Assert.Equal(
            ["demo"],
            (await api.Get("/api/providers/one")).Is(200).Json["models"]!.AsArray().Select(name => (string)name!)
        );
        (await api.Get("/api/providers/three")).IsProblem(404, words: "'three'");
    }

    [Fact]
    public async Task What_is_added_is_in_force_at_once_and_the_file_changed_by_its_rows_alone()
    {
        await using var api = await AdminApi.Start();
        var body = $$"""
            {"id":"three","base_url":"{{api.Two.BaseUrl}}","models":["demo"],
             "keys":[{"id":"a","secret":"env:KEY_a","rpm":5},{"id":"b","secret":"env:KEY_b"}]}
            """;

        var added = (await api.Post("/api/providers", body)).Is(201);

        Assert.Equal("/api/providers/three", added.Location);
        Assert.Equal("three", (string)added.Json["id"]!);
        (await api.Get(added.Location!)).Is(200);
        (await api.Get("/api/keys/three/a")).Is(200);
        Assert.Equal(
            [
                "-providers[2]{id,base_url,models,enabled}:",
                "+providers[3]{id,base_url,models,enabled}:",
                $"+three,\"{api.Two.BaseUrl}\",demo,true",
                "-keys[3]{id,provider,secret,rpm,enabled}:",
                "+keys[5]{id,provider,secret,rpm,enabled}:",
                "+a,three,\"env:KEY_a\",5,true",
                "+b,three,\"env:KEY_b\",null,true",
            ],
            api.Changed()
        );
    }

    [Fact]
    public async Task A_secret_in_clear_is_kept_in_a_file_of_its_own_and_shown_nowhere()
    {
        await using var api = await AdminApi.Start();
        var body =
            $$"""{"id":"three","base_url":"{{api.One.BaseUrl}}","models":["demo"],"keys":[{"id":"a","secret":"fake-new"}]}""";

        var added = (await api.Post("/api/providers", body)).Is(201);

        var shown = added.Text + (await api.Get("/api/keys")).Text + (await api.Get("/api/config")).Text + api.Text;
        Assert.DoesNotContain("fake-new", shown, StringComparison.Ordinal);
        Assert.True((bool)(await api.Post("/api/providers/three/test")).Is(200).Json["succeeded"]!);
    }

    [Theory]
    [InlineData("""{"id":"three"}""", 422, null)]
    [InlineData("""{"id":"three","base_url":"not an address"}""", 422, "base_url")]
    [InlineData("""{"id":"","base_url":"http://127.0.0.1:9/v1"}""", 422, "id")]
    [InlineData(
        """{"id":"three","base_url":"http://127.0.0.1:9/v1","keys":[{"id":"a","secret":"env:KEY_a","rpm":-1}]}""",
        422,
        "keys[0].rpm"
    )]
    [InlineData("""{"id":"three","base_url":"http://127.0.0.1:9/v1","enabled":"perhaps"}""", 400, "enabled")]
    [InlineData("""{"id":"three","base_uri":"http://127.0.0.1:9/v1"}""", 400, null)]
    [InlineData("""{"id":""", 400, null)]
    [InlineData("null", 400, null)]
    [InlineData("[]", 400, null)]
    public async Task A_bad_body_is_a_problem_at_its_field_and_changes_nothing(string body, int status, string? field)
    {
        await using var api = await AdminApi.Start();

        (await api.Post("/api/providers", body)).IsProblem(status, field);

        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task A_misspelt_field_gets_advice()
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/providers", """{"id":"three","base_ulr":"x"}""")).IsProblem(400, words: "`base_url`");
    }

    [Fact]
    public async Task What_is_no_json_is_told_so()
    {
        await using var api = await AdminApi.Start();
        (
            await api.Send(
                HttpMethod.Post,
                "/api/providers",
                "id=three",
                mediaType: "application/x-www-form-urlencoded"
            )
        ).IsProblem(415);
    }

    [Fact]
    public async Task What_is_there_already_is_a_conflict()
    {
        await using var api = await AdminApi.Start();

        (await api.Post("/api/providers", $$"""{"id":"one","base_url":"{{api.Two.BaseUrl}}"}""")).IsProblem(409);

        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task A_change_for_another_version_is_refused()
    {
        await using var api = await AdminApi.Start();
        await api.RefusesStale(
            HttpMethod.Post,
            "/api/providers",
            """{"id":"three","base_url":"http://127.0.0.1:9/v1"}"""
        );
        await api.RefusesStale(HttpMethod.Put, "/api/providers/one", """{"base_url":"http://127.0.0.1:9/v1"}""");
        await api.RefusesStale(HttpMethod.Delete, "/api/providers/two");
        await api.RefusesStale(HttpMethod.Post, "/api/providers/two/disable");
        await api.RefusesStale(HttpMethod.Post, "/api/providers/two/enable");
        (await api.Post("/api/providers/two/disable", ifMatch: "no tag")).IsProblem(400);
    }

    [Fact]
    public async Task A_row_is_changed_in_what_differs_alone()
    {
        await using var api = await AdminApi.Start();
        var version = (await api.Get("/api/providers/two")).ETag;
        var body = $$"""{"base_url":"{{api.Two.BaseUrl}}","models":["demo","demo-2"]}""";

        var changed = (await api.Put("/api/providers/two", body, version)).Is(200);

        Assert.NotEqual(version, changed.ETag);
        Assert.Equal([$"-two,{api.Two.BaseUrl},demo,true", $"+two,{api.Two.BaseUrl},demo demo-2,true"], api.Changed());
    }

    [Theory]
    [InlineData("/api/providers/one", """{"id":"other"}""", 400)]
    [InlineData("/api/providers/one", """{"keys":[]}""", 400)]
    [InlineData("/api/providers/one", """{"base_url":"ftp://127.0.0.1"}""", 422)]
    [InlineData("/api/providers/three", """{"base_url":"http://127.0.0.1:9/v1"}""", 404)]
    public async Task A_bad_change_is_a_problem(string path, string body, int status)
    {
        await using var api = await AdminApi.Start();

        (await api.Put(path, body)).IsProblem(status);

        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task Enabling_and_disabling_change_one_cell()
    {
        await using var api = await AdminApi.Start();

        var disabled = (await api.Post("/api/providers/two/disable")).Is(200);
        Assert.False((bool)disabled.Json["enabled"]!);
        Assert.Equal([$"-two,{api.Two.BaseUrl},demo,true", $"+two,{api.Two.BaseUrl},demo,false"], api.Changed());
        Assert.True((bool)(await api.Post("/api/providers/two/enable")).Is(200).Json["enabled"]!);

        Assert.Equal(api.Before, api.Text);
        (await api.Post("/api/providers/three/enable")).IsProblem(404);
        (await api.Post("/api/providers/three/disable")).IsProblem(404);
    }

    [Fact]
    public async Task Who_is_named_by_a_route_cannot_go_before_the_route()
    {
        await using var api = await AdminApi.Start();

        (await api.Delete("/api/providers/two")).IsProblem(422);
        Assert.Equal(api.Before, api.Text);

        (await api.Delete("/api/routes/chat")).Is(204);
        (await api.Delete("/api/providers/two")).Is(204);
        (await api.Get("/api/providers/two")).IsProblem(404);
        (await api.Get("/api/keys/two/main")).IsProblem(404);
        (await api.Delete("/api/providers/two")).IsProblem(404);
        Assert.Contains("# The fast one.", api.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_is_tried_before_it_is_added_and_after()
    {
        await using var api = await AdminApi.Start();

        var good = await api.Post("/api/providers/one/test");
        var fresh = await api.Post(
            "/api/providers/test",
            $$"""{"base_url":"{{api.One.BaseUrl}}","keys":[{"secret":"fake-new"}]}"""
        );
        var wrong = await api.Post(
            "/api/providers/test",
            $$"""{"base_url":"{{api.One.BaseUrl}}","keys":[{"secret":"fake-wrong"}]}"""
        );
        var nobody = await api.Post("/api/providers/test", """{"base_url":"http://127.0.0.1:9/v1"}""");
        var nowhere = await api.Post("/api/providers/test", "{}");

        Assert.True((bool)good.Is(200).Json["succeeded"]!);
        Assert.Contains("demo", good.Json["models"]!.AsArray().Select(name => (string)name!));
        Assert.True((bool)fresh.Is(200).Json["succeeded"]!);
        Assert.False((bool)wrong.Is(200).Json["succeeded"]!);
        Assert.Equal(401, (int)wrong.Json["status"]!);
        Assert.Contains("does not accept the key", (string)wrong.Json["summary"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-wrong", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("nobody listens", (string)nobody.Is(200).Json["summary"]!, StringComparison.Ordinal);
        Assert.False((bool)nowhere.Is(200).Json["succeeded"]!);
        (await api.Post("/api/providers/three/test")).IsProblem(404);
        (await api.Post("/api/providers/test", """{"adress":"x"}""")).IsProblem(400);
        Assert.Equal(api.Before, api.Text);
    }

    /// <summary>The secret of a configured key goes to the address that it was configured for, whatever a request says.</summary>
    [Fact]
    public async Task A_trial_sends_a_kept_secret_nowhere_else()
    {
        await using var api = await AdminApi.Start();

        var elsewhere = await api.Post(
            "/api/providers/test",
            $$"""{"id":"one","base_url":"{{api.Two.BaseUrl}}","keys":[{"id":"main"}]}"""
        );

        Assert.DoesNotContain(
            "fake-KEY_one",
            string.Join(' ', api.Two.Requests.Select(request => request.ToString())),
            StringComparison.Ordinal
        );
        Assert.NotEqual(500, elsewhere.Status);
    }

    [Fact]
    public async Task A_paused_provider_serves_nothing_until_it_is_resumed()
    {
        await using var api = await AdminApi.Start();

        (await api.Post("/api/providers/one/pause")).Is(204);
        var paused = await api.Get("/api/explain?model=chat");
        (await api.Post("/api/providers/one/resume")).Is(204);
        var resumed = await api.Get("/api/explain?model=chat");

        Assert.Equal("two", (string)paused.Json["candidates"]![0]!["provider_id"]!);
        Assert.Equal("one", (string)resumed.Json["candidates"]![0]!["provider_id"]!);
        (await api.Post("/api/providers/three/pause")).IsProblem(404);
        (await api.Post("/api/providers/three/resume")).IsProblem(404);
        Assert.Equal(api.Before, api.Text);
    }
}
