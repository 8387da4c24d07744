using System.Net;
using System.Text;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>A request that cannot be served gets an error that says why, in OpenAI's shape, and bothers no provider.</summary>
public sealed class BadRequestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "not valid JSON", null)]
    [InlineData("{\"model\":\"demo\"", "not valid JSON (line 1, byte 16)", null)]
    [InlineData("{\"model\":\"demo\",\n \"x\":tru}", "not valid JSON (line 2,", null)]
    [InlineData("{\"model\":\"demo\"} x", "not valid JSON", null)]
    [InlineData("[1]", "must be a JSON object", null)]
    [InlineData("{}", "'model' is required", "model")]
    [InlineData("{\"model\":7}", "'model' must be a string, not a number", "model")]
    [InlineData("{\"model\":null}", "'model' must be a string, not null", "model")]
    [InlineData("{\"model\":\"\"}", "'model' must be 1 to 512 bytes long, not 0", "model")]
    [InlineData("{\"model\":\"demo\",\"model\":\"other\"}", "'model' is given twice", "model")]
    [InlineData("{\"model\":\"a\\u001b[31m\\nforged\"}", "'model' must not hold control characters", "model")]
    [InlineData("{\"model\":\"demo\",\"stream\":\"yes\"}", "'stream' must be true or false, not a string", "stream")]
    public async Task A_malformed_request_is_refused_with_the_reason(string body, string reason, string? parameter)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        using var answer = await aimux.Chat(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("false", answer.Headers.GetValues("x-should-retry").Single());
        Assert.True(answer.Headers.Contains("x-request-id"));
        var error = await RunningAimux.Error(answer);
        Assert.Contains(reason, error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(parameter, error.GetProperty("param").GetString());
        Assert.Equal(0, provider.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task An_unknown_model_is_answered_with_those_that_exist()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        using var answer = await aimux.Chat(Some.Chat("demmo"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var error = await RunningAimux.Error(answer);
        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
        var message = error.GetProperty("message").GetString()!;
        Assert.Contains(
            "'demmo' does not exist. Did you mean 'demo'? Models: demo.",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("providers: one", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_the_bound_is_refused_and_one_at_the_bound_is_served(bool chunked)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider(provider)),
            new AimuxOptions { Server = { MaxBody = new ByteSize(4096) } }
        );

        using var fits = await Send(aimux, 4096, chunked);
        using var tooLarge = await Send(aimux, 4097, chunked);

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        var error = await RunningAimux.Error(tooLarge);
        Assert.Contains("4096 bytes", error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_is_refused_in_words()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var content = RunningAimux.Json(Some.ChatBody);
        content.Headers.ContentEncoding.Add("gzip");

        using var answer = await aimux.Data.PostAsync("/v1/chat/completions", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = await RunningAimux.Error(answer);
        Assert.Contains("encoded as 'gzip'", error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/")]
    [InlineData("/v1/chat/completions")]
    public async Task Other_paths_and_methods_say_what_there_is(string path)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        using var answer = await aimux.Data.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var error = await RunningAimux.Error(answer);
        Assert.Contains(
            "POST /v1/chat/completions",
            error.GetProperty("message").GetString()!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_fault_of_the_request_is_answered_in_the_providers_words_by_the_first_provider_alone()
    {
        const string theirs =
            """{"error":{"message":"temperature too hot","type":"invalid_request_error"},"extra":1}""";
        await using var strict = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 422;
            context.Response.ContentType = "application/json; charset=utf-8";
            return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(theirs), Cancellation).AsTask();
        });
        await using var other = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider("one", strict.BaseUrl), Some.Provider(other));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(theirs, await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("false", answer.Headers.GetValues("x-should-retry").Single());
        Assert.Equal(0, other.Stats.Snapshot().Requests);
    }

    private static Task<HttpResponseMessage> Send(RunningAimux aimux, int size, bool chunked)
    {
        const string before = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"pad\":\"";
        var body = before + new string('x', size - before.Length - 2) + "\"}";
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = RunningAimux.Json(body),
        };
        request.Headers.TransferEncodingChunked = chunked;
        return aimux.Data.SendAsync(request, Cancellation);
    }
}
