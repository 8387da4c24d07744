using System.Net;
using System.Text;
using Aimux.Silo.Cli;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Cli;

/// <summary>The program follows its file, whoever changes it.</summary>
public sealed class FollowedServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_provider_and_a_key_that_commands_add_serve_without_a_restart()
    {
        await using var one = await Simulated.Start("one", new() { Models = ["of-one"], ApiKeys = ["made-up-key-1"] });
        var file = _folder.Write("aimux.toon", "version: 1\n# mine\n");
        using var aimux = Start(file);
        var url = await Url(aimux);

        var added = await Run("providers", "add", "workshop", "--base-url", one.BaseUrl.ToString(), "--config", file);
        var keyed = await Run("keys", "add", "workshop/main", "--config", file, "<made-up-key-1\n");

        Assert.Equal((0, 0), (added, keyed));
        await Until.Holds("the provider serves", async () => await Status(url, "of-one") == HttpStatusCode.OK);
        Assert.Contains("# mine", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIGHUP_reads_secrets_again()
    {
        await using var one = await Simulated.Start("one", new() { ApiKeys = ["made-up-key-2"] });
        var secret = _folder.Write("secret", "made-up-key-1\n");
        var file = _folder.Write(
            "aimux.toon",
            $"version: 1\nproviders[1]{{id,base_url,models}}:\n  one,{one.BaseUrl},demo\n"
                + $"keys[1]{{id,provider,secret}}:\n  main,one,\"file:{secret}\"\n"
        );
        using var aimux = Start(file);
        var url = await Url(aimux);
        Assert.NotEqual(HttpStatusCode.OK, await Status(url, "demo"));

        await File.WriteAllTextAsync(secret, "made-up-key-2\n", Cancellation);
        aimux.Signal("HUP");

        await Until.Holds("the new secret is sent", async () => await Status(url, "demo") == HttpStatusCode.OK);
        aimux.Terminate();
        var (code, errors) = await aimux.End();
        Assert.Equal(0, code);
        Assert.DoesNotContain("made-up-key", errors, StringComparison.Ordinal);
    }

    private static AimuxProcess Start(string file) =>
        AimuxProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal),
            "serve",
            "--listen",
            "http://127.0.0.1:0",
            "--admin",
            "http://127.0.0.1:0",
            "--config",
            file
        );

    private static async Task<string> Url(AimuxProcess aimux) => (await aimux.LineWith("listens on")).Split(' ')[3];

    private async Task<HttpStatusCode> Status(string url, string model)
    {
        using var answer = await _client.PostAsync(
            url + "/chat/completions",
            RunningAimux.Json(Some.Chat(model)),
            Cancellation
        );
        return answer.StatusCode;
    }

    /// <summary>Runs a command; an argument that begins with &lt; is what it finds on standard input.</summary>
    private async Task<int> Run(params string[] arguments)
    {
        var input = arguments.FirstOrDefault(argument => argument.StartsWith('<')) ?? "<";
        using var terminal = new StringWriter();
        using var stdin = new MemoryStream(Encoding.UTF8.GetBytes(input[1..]));
        return await CommandLine.Run(
            new Terminal(stdin, terminal, terminal, Watched: false, _ => null, _folder.Path),
            [.. arguments.Where(argument => argument != input)]
        );
    }
}
