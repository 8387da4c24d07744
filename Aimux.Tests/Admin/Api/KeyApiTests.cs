using Xunit;

namespace Aimux.Tests.Admin.Api;

public sealed class KeyApiTests
{
    [Fact]
    public async Task The_list_tells_how_each_key_stands_and_no_secret()
    {
        await using var api = await AdminApi.Start();

        var all = (await api.Get("/api/keys")).Is(200);
        var some = (await api.Get("/api/keys?provider=two")).Is(200);

        Assert.Equal(["one/main", "two/main"], all.Json["keys"]!.AsArray().Select(key => (string)key!["id"]!));
        Assert.Equal(["two/main"], some.Json["keys"]!.AsArray().Select(key => (string)key!["id"]!));
        Assert.Equal("env:KEY_one", (string)all.Json["keys"]![0]!["row"]!["secret"]!);
        Assert.DoesNotContain("fake-KEY", all.Text, StringComparison.Ordinal);
        (await api.Get("/api/keys?provider=three")).IsProblem(404);
    }

    [Fact]
    public async Task The_list_comes_in_parts()
    {
        await using var api = await AdminApi.Start();

        var first = (await api.Get("/api/keys?limit=1")).Is(200).Json;
        var second = (await api.Get($"/api/keys?limit=1&after={(string)first["next"]!}")).Is(200).Json;

        Assert.Equal("one/main", (string)Assert.Single(first["keys"]!.AsArray())!["id"]!);
        Assert.Equal("two/main", (string)Assert.Single(second["keys"]!.AsArray())!["id"]!);
        Assert.Null(second["next"]);
        (await api.Get("/api/keys?limit=0")).IsProblem(400);
        (await api.Get("/api/keys?after=one/none")).IsProblem(400);
    }

    [Fact]
    public async Task One_is_found_even_while_it_is_disabled_and_another_is_not()
    {
        await using var api = await AdminApi.Start();

        Assert.Equal(100, (int)(await api.Get("/api/keys/one/main")).Is(200).Json["row"]!["rpm"]!);
        Assert.False((bool)(await api.Get("/api/keys/one/spare")).Is(200).Json["row"]!["enabled"]!);
        (await api.Get("/api/keys/one/none")).IsProblem(404);
        (await api.Get("/api/keys/none/main")).IsProblem(404);
    }

    [Fact]
    public async Task What_is_added_is_in_force_at_once_and_is_one_row_of_the_file()
    {
        await using var api = await AdminApi.Start();

        var added = (await api.Post("/api/keys", """{"provider":"two","id":"b","secret":"env:KEY_b","rpm":7}""")).Is(
            201
        );

        Assert.Equal("/api/keys/two/b", added.Location);
        Assert.Equal(7, (int)(await api.Get(added.Location!)).Is(200).Json["row"]!["rpm"]!);
        Assert.Equal(
            [
                "-keys[3]{id,provider,secret,rpm,enabled}:",
                "+keys[4]{id,provider,secret,rpm,enabled}:",
                "+b,two,\"env:KEY_b\",7,true",
            ],
            api.Changed()
        );
    }

    [Theory]
    [InlineData("""{"provider":"three","id":"a","secret":"env:KEY_a"}""", 422, "provider")]
    [InlineData("""{"provider":"two","id":"a"}""", 422, "secret")]
    [InlineData("""{"provider":"two","id":"a","secret":"env:KEY_a","rpm":0}""", 422, "rpm")]
    [InlineData("""{"provider":"two","id":"a","secret":"env:KEY_a","weight":-1}""", 422, "weight")]
    [InlineData("""{"provider":"two","id":"a","secret":"env:KEY_a","rpm":"many"}""", 400, "rpm")]
    [InlineData("""{"provider":"two","id":"a","sekret":"env:KEY_a"}""", 400, null)]
    public async Task A_bad_key_is_a_problem_at_its_field_and_changes_nothing(string body, int status, string? field)
    {
        await using var api = await AdminApi.Start();

        var problem = (await api.Post("/api/keys", body)).Is(status);

        Assert.Equal("application/problem+json", problem.MediaType);
        if (field is not null)
        {
            Assert.Contains(
                problem.Json["errors"]!.AsArray(),
                error => ((string?)error!["field"])?.EndsWith(field, StringComparison.Ordinal) == true
            );
        }

        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task What_is_there_already_is_a_conflict()
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/keys", """{"provider":"one","id":"main","secret":"env:KEY_b"}""")).IsProblem(409);
        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task A_change_for_another_version_is_refused()
    {
        await using var api = await AdminApi.Start();
        await api.RefusesStale(HttpMethod.Post, "/api/keys", """{"provider":"two","id":"b","secret":"env:KEY_b"}""");
        await api.RefusesStale(HttpMethod.Put, "/api/keys/one/main", """{"rpm":7}""");
        await api.RefusesStale(HttpMethod.Delete, "/api/keys/one/main");
        await api.RefusesStale(HttpMethod.Post, "/api/keys/one/spare/enable");
        await api.RefusesStale(HttpMethod.Post, "/api/keys/one/main/disable");
    }

    [Fact]
    public async Task A_row_is_changed_in_what_differs_alone_and_keeps_its_secret()
    {
        await using var api = await AdminApi.Start();

        (await api.Put("/api/keys/one/main", """{"rpm":120}""")).Is(200);

        Assert.Equal(["-main,one,env:KEY_one,100,true", "+main,one,env:KEY_one,120,true"], api.Changed());
        (await api.Put("/api/keys/one/main", """{"rpm":120,"secret":"env:KEY_other"}""")).Is(200);
        Assert.Equal(["-main,one,env:KEY_one,100,true", "+main,one,\"env:KEY_other\",120,true"], api.Changed());
    }

    [Theory]
    [InlineData("/api/keys/one/main", """{"provider":"two"}""", 400)]
    [InlineData("/api/keys/one/main", """{"id":"other"}""", 400)]
    [InlineData("/api/keys/one/main", """{"rpm":-3}""", 422)]
    [InlineData("/api/keys/one/none", """{"rpm":3}""", 404)]
    public async Task A_bad_change_is_a_problem(string path, string body, int status)
    {
        await using var api = await AdminApi.Start();
        (await api.Put(path, body)).IsProblem(status);
        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task A_secret_that_replaces_one_in_a_file_leaves_no_file_behind()
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/keys", """{"provider":"one","id":"b","secret":"fake-new"}""")).Is(201);
        var row = (string)(await api.Get("/api/keys/one/b")).Json["row"]!["secret"]!;
        Assert.StartsWith("file:", row, StringComparison.Ordinal);
        var path = row["file:".Length..];
        Assert.Equal("fake-new", (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Trim());
        Assert.True(
            OperatingSystem.IsWindows()
                || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );

        (await api.Put("/api/keys/one/b", """{"secret":"env:KEY_b"}""")).Is(200);
        Assert.False(File.Exists(path));

        (await api.Put("/api/keys/one/b", """{"secret":"fake-new"}""")).Is(200);
        var second = ((string)(await api.Get("/api/keys/one/b")).Json["row"]!["secret"]!)["file:".Length..];
        Assert.True(File.Exists(second));
        (await api.Delete("/api/keys/one/b")).Is(204);
        Assert.False(File.Exists(second));
    }

    [Fact]
    public async Task Enabling_disabling_and_removing_change_its_row_alone()
    {
        await using var api = await AdminApi.Start();

        (await api.Post("/api/keys/one/spare/enable")).Is(200);
        Assert.Equal(["-spare,one,env:KEY_spare,100,false", "+spare,one,env:KEY_spare,100,true"], api.Changed());
        (await api.Post("/api/keys/one/spare/disable")).Is(200);
        Assert.Equal(api.Before, api.Text);
        (await api.Delete("/api/keys/one/spare")).Is(204);
        Assert.Equal(
            [
                "-keys[3]{id,provider,secret,rpm,enabled}:",
                "+keys[2]{id,provider,secret,rpm,enabled}:",
                "-spare,one,env:KEY_spare,100,false",
            ],
            api.Changed()
        );
        Assert.Contains("# Bought in May.", api.Text, StringComparison.Ordinal);
        (await api.Delete("/api/keys/one/spare")).IsProblem(404);
        (await api.Post("/api/keys/one/spare/enable")).IsProblem(404);
        (await api.Post("/api/keys/one/spare/disable")).IsProblem(404);
    }

    [Fact]
    public async Task A_reset_ends_a_rest()
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/drills", """{"provider":"one","failure":"Unauthorized"}""")).Is(201);
        using var answer = await api.Chat("chat");
        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        Assert.NotNull((await api.Get("/api/keys/one/main")).Json["state"]!["rest_reason"]);

        (await api.Post("/api/keys/one/main/reset")).Is(204);

        Assert.Null((await api.Get("/api/keys/one/main")).Json["state"]!["rest_reason"]);
        (await api.Post("/api/keys/one/none/reset")).IsProblem(404);
    }
}
