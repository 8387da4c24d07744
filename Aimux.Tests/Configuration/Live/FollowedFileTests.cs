using System.Net;
using System.Runtime.Versioning;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;
using Xunit;

namespace Aimux.Tests.Configuration.Live;

/// <summary>A file that changes while Aimux runs.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FollowedFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_edited_or_replaced_is_taken_over(bool inPlace)
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();
        Assert.Equal("one", await file.Served());
        var before = (string?)(await file.Status())["version"];

        (inPlace ? (Action<string>)file.Write : file.Replace)(FollowedFile.Text("", two));

        await file.UntilVersionIsNot(before);
        Assert.Equal("two", await file.Served());
    }

    [Fact]
    public async Task A_file_that_is_made_where_there_was_none_is_taken_over()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var file = new FollowedFile();
        file.SetVariable("OPENAI_API_KEY", "made-up");
        file.SetVariable("OPENAI_BASE_URL", one.BaseUrl.ToString());
        await file.Start();
        Assert.Equal("openai", await file.Served());
        Assert.Null((string?)(await file.Status())["version"]);

        file.Write(FollowedFile.Text("", two));

        await file.UntilVersionIsNot(null);
        Assert.Equal("two", await file.Served());
    }

    [Fact]
    public async Task A_link_that_is_turned_is_taken_over()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        File.Move(file.Path, file.Path + ".first");
        File.CreateSymbolicLink(file.Path, file.Path + ".first");
        await file.Start();
        var before = (string?)(await file.Status())["version"];
        await File.WriteAllTextAsync(file.Path + ".second", FollowedFile.Text("", two), Cancellation);

        File.CreateSymbolicLink(file.Path + ".link", file.Path + ".second");
        File.Move(file.Path + ".link", file.Path, overwrite: true);

        await file.UntilVersionIsNot(before);
        Assert.Equal("two", await file.Served());
    }

    [Fact]
    public async Task A_file_that_went_away_changes_nothing_until_it_is_back()
    {
        await using var one = await Simulated.Start("one");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();

        File.Delete(file.Path);

        await file.Until(inForce: false);
        Assert.Equal("one", await file.Served());
        var finding = (await file.Status())["findings"]![0]!;
        Assert.Equal("error", (string?)finding["severity"]);
        Assert.Contains(file.Path, (string?)finding["message"], StringComparison.Ordinal);

        file.Write(FollowedFile.Text("", one));
        await file.Until(inForce: true);
        Assert.Empty((await file.Status())["findings"]!.AsArray());
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_is_taken_over_once_it_can()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root can read every file.");
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();
        var written = File.GetLastWriteTimeUtc(file.Path);
        await File.WriteAllTextAsync(file.Path + "~", FollowedFile.Text("", two), Cancellation);
        File.SetLastWriteTimeUtc(file.Path + "~", written);
        File.SetUnixFileMode(file.Path + "~", UnixFileMode.None);
        File.Move(file.Path + "~", file.Path, overwrite: true);
        await file.Until(inForce: false);

        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead);

        await file.Until(inForce: true);
        Assert.Equal("two", await file.Served());
    }

    [Fact]
    public async Task A_file_with_mistakes_changes_nothing_and_every_mistake_is_told()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();
        var before = await file.Status();

        file.Write(FollowedFile.Text("routing:\n  max_failures: 0\n  discoverd: true\n", two));

        await file.Until(inForce: false);
        Assert.Equal("one", await file.Served());
        var after = await file.Status();
        Assert.Equal((string?)before["version"], (string?)after["version"]);
        var places = after["findings"]!.AsArray().Select(finding => ((int)finding!["line"]!, (int)finding["column"]!));
        Assert.Equal([(7, 17), (8, 3)], places);
        var logged = file.Aimux.Logs.Events.Where(line => line.Level == LogEventLevel.Error).ToList();
        Assert.Contains(
            logged,
            line => line.RenderMessage(null).Contains($"{file.Path}:7:17: ", StringComparison.Ordinal)
        );
        Assert.Contains(logged, line => line.RenderMessage(null).Contains("did not change", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_answers_what_came_of_it()
    {
        await using var one = await Simulated.Start("one");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();

        var (good, status) = await file.Reload();
        file.Write("version: 2\n");
        var (bad, problem) = await file.Reload();

        Assert.Equal(HttpStatusCode.OK, good);
        Assert.True((bool)status["in_force"]!);
        Assert.Equal(file.Path, (string?)status["file"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad);
        Assert.Equal(422, (int)problem["status"]!);
        Assert.Contains("1 mistake", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal("version", (string?)problem["findings"]![0]!["path"]);
    }

    [Fact]
    public async Task A_reload_reads_secrets_again_though_the_file_is_as_it_was()
    {
        await using var one = await Simulated.Start("one", new() { ApiKeys = ["fake-second"] });
        await using var file = new FollowedFile();
        file.SetVariable("KEY_one", "fake-first");
        file.Write(FollowedFile.Text("", one));
        await file.Start();
        using var refused = await file.Aimux.Chat(Some.ChatBody);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);

        file.SetVariable("KEY_one", "fake-second");
        var (status, _) = await file.Reload();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("one", await file.Served());
    }

    [Fact]
    public async Task What_a_key_used_of_its_limit_is_not_forgotten()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two", new() { Models = ["other"] });
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();
        await file.Served();
        await file.Served();

        file.Write(FollowedFile.Text("routing:\n  max_wait: 0s\n", one, two));
        var (status, _) = await file.Reload();

        Assert.Equal(HttpStatusCode.OK, status);
        var catalog = file.Aimux.Services.GetRequiredService<ICatalogView>().Current.Catalog;
        Assert.Equal(["one", "two"], catalog.Providers.Select(provider => provider.Id).Order(StringComparer.Ordinal));
        using var direct = await file.Aimux.Chat(Some.Chat("one/demo"));
        Assert.Equal(HttpStatusCode.TooManyRequests, direct.StatusCode);
    }

    [Fact]
    public async Task A_stream_under_way_does_not_notice()
    {
        await using var one = await Simulated.Start("one", new(TokensPerSecond: 100, OutputTokens: 60));
        await using var two = await Simulated.Start("two");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();
        using var answer = await file.Aimux.ChatStreamed(Some.StreamBody);

        file.Write(FollowedFile.Text("", two));
        var (status, _) = await file.Reload();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.EndsWith(
            "data: [DONE]\n\n",
            await answer.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
        Assert.Equal("two", await file.Served());
    }

    [Fact]
    public async Task Bounds_of_requests_and_the_level_of_logs_follow()
    {
        await using var one = await Simulated.Start("one");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start();
        await file.Served();

        file.Write(FollowedFile.Text("server:\n  max_body: 1 KiB\nlogging:\n  level: error\n", one));
        await file.Reload();

        using var large = await file.Aimux.Chat(Some.Chat(new string('m', 2048)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(LogEventLevel.Error, file.Level.MinimumLevel);
    }

    [Fact]
    public async Task What_waits_for_a_restart_is_told_and_the_command_line_stays_before_the_file()
    {
        await using var one = await Simulated.Start("one");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        await file.Start(new CommandLineSettings(null, null, LogLevelName.Warning));

        file.Write(
            FollowedFile.Text(
                "server:\n  listen: \"http://127.0.0.1:18080\"\nlogging:\n  level: debug\ncluster:\n  name: other\n",
                one
            )
        );
        var (status, outcome) = await file.Reload();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["cluster.name"], outcome["pending_restart"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(LogEventLevel.Warning, file.Level.MinimumLevel);
    }

    [Fact]
    public async Task What_is_left_out_is_told_without_a_secret()
    {
        await using var one = await Simulated.Start("one");
        await using var file = new FollowedFile();
        file.SetVariable("KEY_one", "two words of a secret");
        file.Write(FollowedFile.Text("", one));
        await file.Start();

        var status = await file.Status();

        var notices = status["notices"]!.AsArray().Select(notice => (string?)notice).ToList();
        Assert.Contains(notices, notice => notice!.Contains("one/main is left out", StringComparison.Ordinal));
        Assert.DoesNotContain("two words", status.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_to_follow_a_reload_is_harmless()
    {
        await using var one = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(one));

        using var answer = await aimux.Admin.PostAsync("/api/reload", null, Cancellation);
        using var served = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }
}
