using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Cli;

/// <summary>The program as its users start it.</summary>
public sealed partial class ServeCommandTests
{
    private static readonly string[] Anywhere =
    [
        "serve",
        "--listen",
        "http://127.0.0.1:0",
        "--admin",
        "http://127.0.0.1:0",
    ];

    private static readonly Dictionary<string, string> Nothing = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_no_key_and_no_configuration_the_request_that_it_suggests_works()
    {
        using var aimux = AimuxProcess.Start(Nothing, Anywhere);
        var suggestion = await aimux.LineWith("-H 'Content-Type: application/json' -d ");
        var curl = Curl().Match(suggestion);
        using var client = NewClient();

        using var answer = await client.PostAsync(
            curl.Groups["url"].Value,
            RunningAimux.Json(curl.Groups["body"].Value),
            Cancellation
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("true", answer.Headers.GetValues("x-aimux-simulated").Single());
        aimux.Terminate();
        Assert.Equal(0, (await aimux.End()).Code);
    }

    [Fact]
    public async Task Keys_in_the_environment_become_providers_and_their_models_routes()
    {
        await using var one = await Simulated.Start(
            "one",
            new() { Models = ["shared", "only-one"], ApiKeys = ["fake-1", "fake-2"] }
        );
        await using var two = await Simulated.Start("two", new() { Models = ["shared"], ApiKeys = ["fake-3"] });
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_API_KEY"] = "fake-1,fake-2",
            ["OPENAI_BASE_URL"] = one.BaseUrl.ToString(),
            ["GROQ_API_KEY"] = "fake-3",
            ["GROQ_BASE_URL"] = two.BaseUrl.ToString(),
        };
        using var aimux = AimuxProcess.Start(environment, Anywhere);
        var greeting = await aimux.LineWith("listens on");
        var url = new Uri(greeting.Split(' ')[3]);
        using var client = NewClient();

        var models = JsonNode.Parse(await client.GetStringAsync(url + "/models", Cancellation))!["data"]!.AsArray();
        using var shared = await client.PostAsync(
            url + "/chat/completions",
            RunningAimux.Json(Some.Chat("shared")),
            Cancellation
        );
        using var direct = await client.PostAsync(
            url + "/chat/completions",
            RunningAimux.Json(Some.Chat("groq/shared")),
            Cancellation
        );

        Assert.Equal(
            [("shared", "aimux"), ("only-one", "openai"), ("demo-embedding", "aimux")],
            models.Select(model => ((string)model!["id"]!, (string)model["owned_by"]!))
        );
        Assert.Equal(HttpStatusCode.OK, shared.StatusCode);
        Assert.False(shared.Headers.Contains("x-aimux-simulated"));
        Assert.Equal("groq", direct.Headers.GetValues("x-aimux-provider").Single());
    }

    [Fact]
    public async Task A_stream_under_way_when_it_is_stopped_ends_with_an_error_event()
    {
        await using var provider = await Simulated.Start("one", new(TokensPerSecond: 20, OutputTokens: 100_000));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_API_KEY"] = "fake",
            ["OPENAI_BASE_URL"] = provider.BaseUrl.ToString(),
        };
        using var aimux = AimuxProcess.Start(environment, Anywhere);
        var url = (await aimux.LineWith("listens on")).Split(' ')[3];
        using var client = NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/chat/completions")
        {
            Content = RunningAimux.Json(Some.StreamBody),
        };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);

        aimux.Terminate();
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("\"code\":\"shutting_down\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        Assert.Equal(0, (await aimux.End()).Code);
    }

    [Theory]
    [InlineData("--listen", "http://everywhere:8080", "'everywhere' is a name")]
    [InlineData("--log-level", "loud", "verbose, debug, information, warning, error, fatal")]
    [InlineData("--log-level", "2", "'2' is no level")]
    [InlineData("--listen", "8080", "Expected: http://127.0.0.1:PORT")]
    [InlineData("--lissten", "x", "--lissten")]
    public async Task A_wrong_command_line_is_refused_with_what_was_expected(string option, string value, string words)
    {
        using var aimux = AimuxProcess.Start(Nothing, "serve", option, value);

        var (code, errors) = await aimux.End();

        Assert.Equal(2, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var aimux = AimuxProcess.Start(
            Nothing,
            "serve",
            "--listen",
            $"http://{taken.LocalEndpoint}",
            "--admin",
            "http://127.0.0.1:0"
        );

        var (code, errors) = await aimux.End();

        Assert.Equal(1, code);
        Assert.Contains(taken.LocalEndpoint.ToString()!, errors, StringComparison.Ordinal);
        Assert.Contains("--listen", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("--admin", "http://0.0.0.0:0", "admin.password")]
    [InlineData("--admin", "http://192.168.1.2:8081", "admin.password")]
    [InlineData("--listen", "http://[::]:0", "callers")]
    public async Task A_listener_that_other_machines_reach_needs_a_lock(string option, string value, string words)
    {
        using var aimux = AimuxProcess.Start(Nothing, "serve", option, value);

        var (code, errors) = await aimux.End();

        Assert.Equal(1, code);
        Assert.Contains("can be reached from other machines", errors, StringComparison.Ordinal);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_mistakes_is_refused_with_every_one_of_them()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "aimux.toon",
            """
            version: 1
            server:
              listen: "http://127.0.0.1:0"
              dedline: 5s
            routing:
              max_failures: 0
            """
        );
        using var aimux = AimuxProcess.Start(Nothing, "serve", "--config", file);

        var (code, errors) = await aimux.End();

        Assert.Equal(1, code);
        Assert.Contains($"{file}:4:3: ", errors, StringComparison.Ordinal);
        Assert.Contains("Did you mean `deadline`?", errors, StringComparison.Ordinal);
        Assert.Contains($"{file}:6:17: ", errors, StringComparison.Ordinal);
        Assert.Contains("does not start", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_named_must_be_there()
    {
        using var folder = new TemporaryFolder();
        using var aimux = AimuxProcess.Start(Nothing, "serve", "--config", folder.Of("none.toon"));

        var (code, errors) = await aimux.End();

        Assert.Equal(1, code);
        Assert.Contains(folder.Of("none.toon"), errors, StringComparison.Ordinal);
        Assert.Contains("aimux config init", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_goes_before_the_file()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "aimux.toon",
            $"version: 1\nserver:\n  listen: \"http://{taken.LocalEndpoint}\"\nlogging:\n  level: fatal\n"
        );
        using var aimux = AimuxProcess.Start(Nothing, [.. Anywhere, "--config", file, "--log-level", "information"]);
        await aimux.LineWith("listens on");

        aimux.Terminate();

        var (code, errors) = await aimux.End();
        Assert.Equal(0, code);
        Assert.Contains("is in force", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_nobody_reads_is_named()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AIMUX_CONFGI"] = "aimux.toon",
            ["AIMUX_PORT"] = "8000",
        };
        using var aimux = AimuxProcess.Start(environment, Anywhere);
        await aimux.LineWith("listens on");

        aimux.Terminate();

        var (_, errors) = await aimux.End();
        Assert.Contains("AIMUX_PORT is set", errors, StringComparison.Ordinal);
        Assert.Contains("Did you mean `AIMUX_CONFIG`?", errors, StringComparison.Ordinal);
    }

    private static HttpClient NewClient() => new(new SocketsHttpHandler { UseProxy = false });

    [GeneratedRegex(
        "curl (?<url>\\S+) -H 'Content-Type: application/json' -d '(?<body>[^']+)'",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Curl();
}
