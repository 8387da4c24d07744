using System.Text.Json.Nodes;
using Aimux.Silo.Cli;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Cli;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Tells_why_a_request_went_where_it_went()
    {
        await using var failing = await Simulated.Start("one", new() { Faults = new(ServerError: 1) });
        await using var healthy = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(failing), Some.Provider(healthy));
        using var answer = await aimux.Chat(Some.ChatBody);
        var id = answer.Headers.GetValues("x-aimux-decision").Single();
        await aimux.EndedDecision(answer);

        var told = await _shell.Run($"explain {id} --admin {aimux.Admin.BaseAddress}");

        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains($"{id}: 'demo'", told.Out, StringComparison.Ordinal);
        Assert.Contains("two served it as 'demo'", told.Out, StringComparison.Ordinal);
        Assert.Contains("ServerError", told.Out, StringComparison.Ordinal);
        Assert.Contains("one/a", told.Out, StringComparison.Ordinal);
        Assert.Contains("Unmeasured", told.Out, StringComparison.Ordinal);

        var json = await _shell.Run($"explain {id} --json --admin {aimux.Admin.BaseAddress}");
        Assert.Equal(2, JsonNode.Parse(json.Out)!["attempts"]!.AsArray().Count);
    }

    [Fact]
    public async Task Tells_what_would_happen_now_and_explores_nothing_for_it()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two", new() { TimeToFirstTokenMs = 200 });
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));
        for (var i = 0; i < 3; i++)
        {
            using var answer = await aimux.Chat(Some.ChatBody);
        }

        for (var i = 0; i < 5; i++)
        {
            var told = await _shell.Run($"explain --model demo --json --admin {aimux.Admin.BaseAddress}");
            var first = JsonNode.Parse(told.Out)!["candidates"]![0]!;
            Assert.Equal(("one", "Score"), ((string)first["provider_id"]!, (string)first["reason"]!));
        }

        var text = await _shell.Run($"explain --model demo --admin {aimux.Admin.BaseAddress}");
        Assert.Contains("A request now would follow route 'demo', policy fastest.", text.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", CommandLine.Usage, "Give either the ID of a decision or --model NAME.")]
    [InlineData("explain x --model demo", CommandLine.Usage, "Give either the ID of a decision or --model NAME.")]
    [InlineData("explain x --admin nowhere", CommandLine.Usage, "--admin takes an address")]
    [InlineData("explain x --admin http://127.0.0.1:1", CommandLine.Failed, "No Aimux answers at http://127.0.0.1:1/")]
    public async Task What_cannot_be_asked_is_refused(string command, int code, string error)
    {
        var told = await _shell.Run(command);
        Assert.Equal(code, told.Code);
        Assert.Contains(error, told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_knows_is_said_plainly()
    {
        await using var one = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(one));
        var decision = await _shell.Run($"explain 0123456789 --admin {aimux.Admin.BaseAddress}");
        Assert.Contains("There is no decision '0123456789'", decision.Error, StringComparison.Ordinal);
        var model = await _shell.Run($"explain --model nothing --admin {aimux.Admin.BaseAddress}");
        Assert.Contains("No provider serves 'nothing'.", model.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1), (decision.Code, model.Code));
    }

    [Fact]
    public async Task A_password_comes_from_the_environment_alone()
    {
        await using var one = await Simulated.Start("one");
        Assert.True(SecretReference.TryParse("fake-operator-word", out var password, out _));
        var options = new AimuxOptions { Admin = { Password = password } };
        await using var aimux = await RunningAimux.Start(new FixedProviders(Some.Provider(one)), options);

        var refused = await _shell.Run($"explain --model demo --admin {aimux.Admin.BaseAddress}");
        _shell.Variables["AIMUX_ADMIN_PASSWORD"] = "fake-operator-word";
        var told = await _shell.Run($"explain --model demo --admin {aimux.Admin.BaseAddress}");

        Assert.Contains("AIMUX_ADMIN_PASSWORD", refused.Error, StringComparison.Ordinal);
        Assert.Equal((1, 0), (refused.Code, told.Code));
    }
}
