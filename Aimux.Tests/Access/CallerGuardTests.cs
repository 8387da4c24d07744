using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Serilog.Events;
using Xunit;

namespace Aimux.Tests.Access;

/// <summary>Who may use the data listener.</summary>
public sealed class CallerGuardTests
{
    private const string Token = "made-up-token-of-the-laptop";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Authorization", "Bearer " + Token)]
    [InlineData("Authorization", "bearer  " + Token)]
    [InlineData("x-api-key", Token)]
    public async Task A_known_caller_is_served_and_named(string header, string value)
    {
        await using var one = await Simulated.Start("one");
        await using var file = await Start(one, "callers[1]{id,token}:\n  laptop," + Token + "\n");

        using var answer = await Ask(file, header, value);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("laptop", (string?)(await file.Aimux.Decision(answer))["caller"]);
        await Until.True(() => file.Aimux.Logs.Events.Any(NamesLaptop));
    }

    [Theory]
    [InlineData(null, null, "No token came")]
    [InlineData("Authorization", "Bearer made-up-token-of-nobody", "is unknown")]
    [InlineData("Authorization", Token, "No token came")]
    [InlineData("Authorization", "Bearer " + Token + "x", "is unknown")]
    [InlineData("Authorization", "Basic bGFwdG9wOng=", "No token came")]
    [InlineData("x-api-key", "made-up", "is unknown")]
    public async Task Anybody_else_gets_a_401_in_the_shape_of_the_protocol(string? header, string? value, string words)
    {
        await using var one = await Simulated.Start("one");
        await using var file = await Start(one, "callers[1]{id,token}:\n  laptop," + Token + "\n");

        using var answer = await Ask(file, header, value);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        var error = await RunningAimux.Error(answer);
        Assert.Equal("invalid_api_key", error.GetProperty("code").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, error.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, one.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task A_hash_and_a_variable_that_holds_one_admit_the_token()
    {
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
        await using var one = await Simulated.Start("one");
        foreach (var token in new[] { hash, "env:TOKEN_HASH", "env:TOKEN_CLEAR" })
        {
            await using var file = await Start(
                one,
                $"callers[1]{{id,token}}:\n  laptop,{token}\n",
                ("TOKEN_HASH", hash),
                ("TOKEN_CLEAR", Token)
            );

            using var answer = await Ask(file, "x-api-key", Token);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("env:NOT_SET,true")]
    [InlineData(Token + ",false")]
    public async Task A_caller_that_is_disabled_or_whose_token_is_missing_opens_the_door_to_nobody(string row)
    {
        await using var one = await Simulated.Start("one");
        await using var file = await Start(one, $"callers[1]{{id,token,enabled}}:\n  laptop,{row}\n");

        using var known = await Ask(file, "x-api-key", Token);
        using var unknown = await Ask(file, null, null);

        Assert.Equal(HttpStatusCode.Unauthorized, known.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        var error = await RunningAimux.Error(unknown);
        Assert.Contains("admits nobody", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_needs_no_token_and_models_do()
    {
        await using var one = await Simulated.Start("one");
        await using var file = await Start(one, "callers[1]{id,token}:\n  laptop," + Token + "\n");

        using var live = await file.Aimux.Data.GetAsync("/health/live", Cancellation);
        using var ready = await file.Aimux.Data.GetAsync("/health/ready", Cancellation);
        using var models = await file.Aimux.Data.GetAsync("/v1/models", Cancellation);
        using var other = await file.Aimux.Data.GetAsync("/healthy", Cancellation);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, models.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
    }

    [Fact]
    public async Task Callers_come_and_go_with_the_file()
    {
        await using var one = await Simulated.Start("one");
        await using var file = await Start(one, "");
        using var open = await Ask(file, null, null);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);

        file.Write(FollowedFile.Text("callers[1]{id,token}:\n  laptop," + Token + "\n", one));
        await file.Reload();
        using var closed = await Ask(file, null, null);
        file.Write(FollowedFile.Text("", one));
        await file.Reload();
        using var again = await file.Aimux.Data.GetAsync("/v1/models", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task The_token_goes_no_further()
    {
        var seen = new TaskCompletionSource<string>();
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            seen.TrySetResult(
                string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))
            );
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("{}", Cancellation);
        });
        await using var file = new FollowedFile();
        file.Write(
            $"version: 1\nproviders[1]{{id,base_url,models}}:\n  one,{upstream.BaseUrl},demo\n"
                + "keys[1]{id,provider,secret}:\n  main,one,env:KEY_one\ncallers[1]{id,token}:\n  laptop,"
                + Token
                + "\n"
        );
        await file.Start();

        using var answer = await Ask(file, "x-api-key", Token);

        var headers = await seen.Task.WaitAsync(Cancellation);
        Assert.Contains("Bearer fake-KEY_one", headers, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, headers, StringComparison.Ordinal);
    }

    private static bool NamesLaptop(LogEvent line) =>
        line.Properties.TryGetValue("Caller", out var caller) && caller is ScalarValue { Value: "laptop" };

    private static async Task<FollowedFile> Start(
        SimulatedProvider provider,
        string rest,
        params (string Name, string Value)[] variables
    )
    {
        var file = new FollowedFile();
        foreach (var (name, value) in variables)
        {
            file.SetVariable(name, value);
        }

        file.Write(FollowedFile.Text(rest, provider));
        await file.Start();
        return file;
    }

    private static async Task<HttpResponseMessage> Ask(FollowedFile file, string? header, string? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = RunningAimux.Json(Some.ChatBody),
        };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await file.Aimux.Data.SendAsync(request, Cancellation);
    }
}
