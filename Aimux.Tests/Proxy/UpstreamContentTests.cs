using System.Text;
using System.Text.Json;
using Aimux.Silo.Proxy;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class UpstreamContentTests
{
    [Theory]
    [InlineData("""{"model":"demo","n":1}""", "other", """{"model":"other","n":1}""")]
    [InlineData("""{ "a" : [1, 2.50] , "model" :  "dé😀mo" }""", "x", """{ "a" : [1, 2.50] , "model" :  "x" }""")]
    [InlineData("""{"model":"a\"b"}""", "c\"d", """{"model":"c\u0022d"}""")]
    [InlineData("""{"model":"a"}""", "much/longer:name", """{"model":"much/longer:name"}""")]
    public async Task Only_the_name_of_the_model_is_exchanged(string body, string model, string expected)
    {
        Assert.Equal(expected, Encoding.UTF8.GetString(await Sent(body, Quoted(model))));
    }

    [Theory]
    [InlineData("""{"model":"demo"}""")]
    [InlineData("""  {"n":1e5,"model":"de\u006do"}  """)]
    public async Task Without_another_name_the_bytes_are_the_callers(string body)
    {
        Assert.Equal(body, Encoding.UTF8.GetString(await Sent(body, null)));
    }

    [Fact]
    public async Task The_length_is_told_beforehand_and_true()
    {
        var body = Encoding.UTF8.GetBytes("""{"model":"demo","messages":[]}""");
        using var content = new UpstreamContent(body, RequestPeek.Read(body).ModelValue, Quoted("m2"));
        Assert.Equal(body.Length - 2, content.Headers.ContentLength);
        var sent = await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(body.Length - 2, sent.Length);
    }

    [Fact]
    public async Task A_body_can_be_sent_again_for_another_provider()
    {
        const string body = """{"model":"demo","messages":[]}""";
        Assert.Equal("""{"model":"a","messages":[]}""", Encoding.UTF8.GetString(await Sent(body, Quoted("a"))));
        Assert.Equal("""{"model":"bb","messages":[]}""", Encoding.UTF8.GetString(await Sent(body, Quoted("bb"))));
    }

    [Fact]
    public async Task It_says_whether_the_body_is_still_being_read()
    {
        var body = Encoding.UTF8.GetBytes("""{"model":"demo"}""");
        using var content = new UpstreamContent(body, RequestPeek.Read(body).ModelValue, Quoted("a"));
        Assert.False(content.Sending);
        await using var stream = new BlockedStream();
        var sending = content.CopyToAsync(stream, TestContext.Current.CancellationToken);
        Assert.True(content.Sending);
        stream.Fail(new IOException("broken"));
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        Assert.False(content.Sending);
    }

    [Fact]
    public async Task Whatever_stands_around_the_model_is_sent_as_it_came()
    {
        var text = Gen.String.Select(value => JsonSerializer.Serialize(value));
        await Gen.Select(text, text, Gen.String[1, 40], Gen.String[1, 40])
            .SampleAsync(
                async (before, after, model, other) =>
                {
                    // The serializer writes what is no text as U+FFFD.
                    var named = JsonSerializer.Serialize(model);
                    var body = Encoding.UTF8.GetBytes($$"""{"b":{{before}}, "model":{{named}} ,"a":{{after}}}""");
                    var expected = $$"""{"b":{{before}}, "model":{{JsonSerializer.Serialize(other)}} ,"a":{{after}}}""";
                    using var content = new UpstreamContent(body, RequestPeek.Read(body).ModelValue, Quoted(other));
                    using var sent = new MemoryStream();
                    await content.CopyToAsync(sent);
                    Assert.Equal(expected, Encoding.UTF8.GetString(sent.ToArray()));
                }
            );
    }

    private static byte[] Quoted(string model) => JsonSerializer.SerializeToUtf8Bytes(model);

    private static async Task<byte[]> Sent(string body, byte[]? model)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var content = new UpstreamContent(bytes, RequestPeek.Read(bytes).ModelValue, model);
        return await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A connection that takes nothing until it breaks.</summary>
    private sealed class BlockedStream : MemoryStream
    {
        private readonly TaskCompletionSource _written = new();

        public void Fail(Exception failure) => _written.SetException(failure);

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => new(_written.Task);
    }
}
