using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>The configuration file as a whole, its earlier versions, and the password.</summary>
public sealed class FileApiTests
{
    private const string Password = "made-up and long enough";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_configuration_is_shown_as_rows_and_as_text()
    {
        await using var api = await AdminApi.Start();

        var rows = (await api.Get("/api/config")).Is(200);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/config");
        request.Headers.Accept.ParseAdd("text/plain");
        using var text = await api.Aimux.Admin.SendAsync(request, Cancellation);

        Assert.Equal(2, rows.Json["providers"]!.AsArray().Count);
        Assert.True((bool)rows.Json["in_force"]!);
        Assert.Equal("\"" + (string)rows.Json["version"]! + "\"", rows.ETag);
        Assert.Equal(rows.ETag, text.Headers.ETag!.Tag);
        var shown = await text.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("# Bought in May.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(AdminApi.TokenHash, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_shown_masked_may_be_sent_back_edited_and_keeps_its_secrets()
    {
        await using var api = await AdminApi.Start();
        var shown = await Text(api);

        var replaced = await Replace(api, shown.Replace("# Who serves.", "# Who serves us.", StringComparison.Ordinal));

        replaced.Is(200);
        Assert.Equal(["-# Who serves.", "+# Who serves us."], api.Changed());
        var mixed = await Replace(api, shown.Replace("ci,", "build,", StringComparison.Ordinal));
        mixed.IsProblem(422, words: "masked");
    }

    [Fact]
    public async Task A_text_with_mistakes_is_refused_with_all_of_them()
    {
        await using var api = await AdminApi.Start();
        const string text = "version: 1\nserver:\n  max_bodi: 1 MiB\n  deadline: soon\n";

        var validated = await api.Send(HttpMethod.Post, "/api/config/validate", text, mediaType: "text/plain");
        var replaced = await Replace(api, text);

        Assert.False((bool)validated.Is(200).Json["usable"]!);
        Assert.Equal(
            [3, 4],
            validated.Json["findings"]!.AsArray().Select(finding => (int)finding!["line"]!).Distinct()
        );
        replaced.IsProblem(422);
        Assert.Equal(api.Before, api.Text);
        Assert.True(
            (bool)
                (await api.Send(HttpMethod.Post, "/api/config/validate", await Text(api), mediaType: "text/plain"))
                    .Is(200)
                    .Json["usable"]!
        );
    }

    [Fact]
    public async Task A_text_that_is_no_text_is_a_problem()
    {
        await using var api = await AdminApi.Start();
        using var content = new ByteArrayContent([0x76, 0xff, 0xfe]);
        using var put = new HttpRequestMessage(HttpMethod.Put, "/api/config") { Content = content };
        using var answer = await api.Aimux.Admin.SendAsync(put, Cancellation);
        (await ApiAnswer.Read(answer)).IsProblem(400);
        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task Earlier_versions_are_listed_shown_and_restored()
    {
        await using var api = await AdminApi.Start();
        Assert.Empty((await api.Get("/api/config/history")).Is(200).Json["versions"]!.AsArray());
        (await api.Post("/api/providers/two/disable")).Is(200);

        var versions = (await api.Get("/api/config/history")).Is(200).Json["versions"]!.AsArray();
        var id = (string)Assert.Single(versions)!["id"]!;
        var shown = (await api.Get($"/api/config/history/{id}")).Is(200);
        Assert.Contains("# Bought in May.", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(AdminApi.TokenHash, shown.Text, StringComparison.Ordinal);
        await api.RefusesStale(HttpMethod.Post, "/api/config/restore", $$"""{"version":"{{id}}"}""");

        (await api.Post("/api/config/restore", $$"""{"version":"{{id}}"}""")).Is(200);

        Assert.Equal(api.Before, api.Text);
        Assert.True((bool)(await api.Get("/api/providers/two")).Json["enabled"]!);
        (await api.Get("/api/config/history/none")).IsProblem(404);
        (await api.Get("/api/config/history/..%2Faimux.toon")).IsProblem(404);
        (await api.Post("/api/config/restore", """{"version":"../aimux.toon"}""")).IsProblem(404);
        (await api.Post("/api/config/restore", """{}""")).IsProblem(404);
        (await api.Post("/api/config/restore", """{"versoin":"x"}""")).IsProblem(400);
    }

    [Fact]
    public async Task A_reload_takes_what_is_in_the_file_or_says_what_is_wrong_with_it()
    {
        await using var api = await AdminApi.Start();
        var file = (string)(await api.Get("/api/config/status")).Is(200).Json["file"]!;

        await File.WriteAllTextAsync(
            file,
            api.Before.Replace(",demo,true\n\n", ",demo,false\n\n", StringComparison.Ordinal),
            Cancellation
        );
        (await api.Post("/api/reload")).Is(200);
        Assert.False((bool)(await api.Get("/api/providers/two")).Json["enabled"]!);

        await File.WriteAllTextAsync(file, "version: one\n", Cancellation);
        (await api.Post("/api/reload")).IsProblem(422);
        Assert.False((bool)(await api.Get("/api/config/status")).Json["in_force"]!);
        Assert.Equal(2, (await api.Get("/api/providers")).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_password_is_changed_by_who_knows_it()
    {
        await using var api = await AdminApi.Start();

        (await api.Post("/api/password", $$"""{"current":"wrong","next":"{{Password}}"}""")).IsProblem(422);
        (await api.Post("/api/password", """{"current":"admin","next":"short"}""")).IsProblem(422);
        (await api.Post("/api/password", """{"now":"admin"}""")).IsProblem(400);
        Assert.Equal(api.Before, api.Text);
        (await api.Post("/api/password", $$"""{"current":"admin","next":"{{Password}}"}""")).Is(204);

        (await api.Get("/api/config/status")).IsProblem(401);
        api.Aimux.Admin.DefaultRequestHeaders.Authorization = RunningAimux.Basic("admin", Password);
        (await api.Get("/api/config/status")).Is(200);
        Assert.DoesNotContain(Password, api.Text, StringComparison.Ordinal);
        Assert.Contains("password: ", api.Text, StringComparison.Ordinal);
        Assert.All(
            api.Changed(),
            line =>
                Assert.True(line is "+" or "+admin:" || line.StartsWith("+password: ", StringComparison.Ordinal), line)
        );
    }

    private static async Task<string> Text(AdminApi api)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/config");
        request.Headers.Accept.ParseAdd("text/plain");
        using var text = await api.Aimux.Admin.SendAsync(request, Cancellation);
        return await text.Content.ReadAsStringAsync(Cancellation);
    }

    private static Task<ApiAnswer> Replace(AdminApi api, string text) =>
        api.Send(HttpMethod.Put, "/api/config", text, mediaType: "text/plain");
}
