using System.Text.Json;
using Aimux.Tests.Sdk;
using Aimux.Tests.Support;
using Aimux.Tests.Wire;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>A stream that breaks after the caller has some of it says so in the caller's protocol, and does not look complete.</summary>
public sealed class BrokenStreamTests
{
    private static readonly string[] EndMarks = ["[DONE]", "message_stop", "response.completed", "response.incomplete"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Breaks
    {
        get
        {
            var breaks = new TheoryData<string, string, string>();
            foreach (var fault in new[] { "CutMidStream", "EndMidStream", "MalformedStream", "ErrorMidStream" })
            {
                breaks.Add(Caller.Chat, Speaking.Messages, fault);
                breaks.Add(Caller.Messages, Speaking.Chat, fault);
                breaks.Add(Caller.Messages, Speaking.Messages, fault);
                breaks.Add(Caller.Responses, Speaking.Chat, fault);
                breaks.Add(Caller.Responses, Speaking.Messages, fault);
                breaks.Add(Caller.Responses, Speaking.ChatAndResponses, fault);
            }

            return breaks;
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_stream_that_breaks_ends_with_an_error_and_no_end_mark(
        string caller,
        string spoken,
        string fault
    )
    {
        await using var one = await Speaking.Start(spoken, Failing.By(fault));
        await using var two = await Speaking.Start(spoken, name: "two");
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one), Speaking.Provider(two));

        using var answer = await aimux.Post(caller, Caller.Body(caller, streaming: true));
        var stream = await answer.Content.ReadAsByteArrayAsync(Cancellation);

        var events = SseEvents.Of(stream);
        var (name, data) = events[^1];
        var error = JsonDocument.Parse(data).RootElement;
        Assert.Contains(events, each => each.Data.Contains("Hello", StringComparison.Ordinal));
        Assert.DoesNotContain(events, each => EndMarks.Any(mark => each.Data == mark || each.Name == mark));
        switch (caller)
        {
            case Caller.Chat:
                Assert.Null(name);
                Assert.NotEmpty(error.GetProperty("error").GetProperty("message").GetString()!);
                break;
            case Caller.Messages:
                Assert.Equal("error", name);
                Assert.Equal("error", error.GetProperty("type").GetString());
                Assert.EndsWith(
                    "_error",
                    error.GetProperty("error").GetProperty("type").GetString(),
                    StringComparison.Ordinal
                );
                Assert.NotEmpty(error.GetProperty("error").GetProperty("message").GetString()!);
                break;
            default:
                Assert.Equal("error", name);
                Assert.Equal("error", error.GetProperty("type").GetString());
                Assert.NotEmpty(error.GetProperty("message").GetString()!);
                Assert.Equal(JsonValueKind.Number, error.GetProperty("sequence_number").ValueKind);
                break;
        }

        Assert.Empty(Speaking.Requests(two));
        var decision = await aimux.EndedDecision(answer);
        Assert.NotNull((string?)decision["end"]!["error"]);
    }
}
