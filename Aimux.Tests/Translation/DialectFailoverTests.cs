using System.Net;
using Aimux.Tests.Sdk;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>A provider of one dialect fails, and one of another serves: the caller hears its own protocol all the same.</summary>
public sealed class DialectFailoverTests
{
    public static TheoryData<string, string, bool> Faults { get; } =
        new MatrixTheoryData<string, string, bool>(
            [Caller.Chat, Caller.Messages, Caller.Responses],
            ["ServerError", "Overloaded", "ResetBeforeHeaders", "ErrorInBody", "MalformedFirstEvent"],
            [false, true]
        );

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task When_the_provider_of_the_callers_protocol_fails_one_of_another_serves(
        string caller,
        string fault,
        bool streaming
    )
    {
        var (own, other) = Dialects(caller);
        await using var one = await Speaking.Start(own, Failing.By(fault));
        await using var two = await Speaking.Start(other, name: "two");
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one), Speaking.Provider(two));

        using var answer = await aimux.Post(caller, Caller.Body(caller, streaming, Untranslatable(caller)));
        var text = await Caller.TextOf(caller, answer, streaming);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("Hello from the simulated provider two.", text, StringComparison.Ordinal);
        Assert.Equal("2", answer.Headers.GetValues("x-aimux-attempts").Single());
        var attempts = (await aimux.EndedDecision(answer))["attempts"]!.AsArray();
        Assert.Equal(["one", "two"], attempts.Select(attempt => (string?)attempt!["provider"]));
        Assert.Empty(attempts[0]!["dropped"]!.AsArray());
        Assert.Equal([Lost(caller)], attempts[1]!["dropped"]!.AsArray().Select(path => (string)path!));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task When_the_provider_of_another_protocol_fails_one_of_the_callers_gets_the_request_as_it_came(
        string caller,
        string fault,
        bool streaming
    )
    {
        var (own, other) = Dialects(caller);
        await using var one = await Speaking.Start(other, Failing.By(fault));
        await using var two = await Speaking.Start(own, name: "two");
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one), Speaking.Provider(two));
        var body = Caller.Body(caller, streaming, Untranslatable(caller));

        using var answer = await aimux.Post(caller, body);
        var text = await Caller.TextOf(caller, answer, streaming);

        Assert.StartsWith("Hello from the simulated provider two.", text, StringComparison.Ordinal);
        Assert.Equal(body, Assert.Single(Speaking.Requests(two)).Body);
        var attempts = (await aimux.EndedDecision(answer))["attempts"]!.AsArray();
        Assert.Equal([Lost(caller)], attempts[0]!["dropped"]!.AsArray().Select(path => (string)path!));
        Assert.Empty(attempts[1]!["dropped"]!.AsArray());
    }

    /// <summary>Whom the caller can be understood by as it speaks, and whom only after translation.</summary>
    private static (string Own, string Other) Dialects(string caller) =>
        caller switch
        {
            Caller.Chat => (Speaking.Chat, Speaking.Messages),
            Caller.Messages => (Speaking.Messages, Speaking.Chat),
            _ => (Speaking.ChatAndResponses, Speaking.Messages),
        };

    private static string Untranslatable(string caller) =>
        caller switch
        {
            Caller.Chat => "\"seed\":7,",
            Caller.Messages => "\"top_k\":40,",
            _ => "\"truncation\":\"auto\",",
        };

    private static string Lost(string caller) =>
        caller switch
        {
            Caller.Chat => "seed",
            Caller.Messages => "top_k",
            _ => "truncation",
        };
}
