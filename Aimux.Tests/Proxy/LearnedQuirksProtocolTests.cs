using System.Net;
using System.Text;
using Aimux.Silo.Proxy;
using Aimux.Silo.Wire;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What is learned of one protocol is not done in another.</summary>
public sealed class LearnedQuirksProtocolTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_field_is_dropped_only_in_the_protocol_in_which_it_was_refused()
    {
        var quirks = new LearnedQuirks(new FakeTimeProvider());
        quirks.Learn("one", "m", WireProtocol.Chat, "odd");
        var payload = new Payload(Encoding.UTF8.GetBytes("""{"model":"m","odd":1}"""), 9..12);

        Assert.Equal("""{"model":"m"}""", Text(quirks.Apply("one", "m", WireProtocol.Chat, payload)));
        Assert.Equal("""{"model":"m","odd":1}""", Text(quirks.Apply("one", "m", WireProtocol.Messages, payload)));
    }

    [Fact]
    public async Task A_form_is_never_repaired()
    {
        const string refusal =
            """{"error":{"message":"Unrecognized request argument supplied: odd","type":"invalid_request_error","param":"odd","code":"unknown_parameter"}}""";
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync(refusal, Cancellation);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        for (var i = 0; i < 2; i++)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(Some.Model), "model" },
                { new StringContent("1"), "odd" },
                { new ByteArrayContent([1, 2, 3]), "file", "a.wav" },
            };
            using var answer = await aimux.Data.PostAsync("/v1/audio/transcriptions", form, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(refusal, await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private static string Text(Payload payload) => Encoding.UTF8.GetString(payload.Json.Span);
}
