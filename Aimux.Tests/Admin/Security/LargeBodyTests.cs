using System.Net;
using System.Net.Http.Headers;
using Aimux.Tests.Admin.Api;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Security;

/// <summary>Bodies larger than anything that the admin listener takes.</summary>
public sealed class LargeBodyTests
{
    private const int TenMegabytes = 10 << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_ten_megabytes(bool loggedIn)
    {
        await using var api = await AdminApi.Start();
        await Stranger.Walk(
            api,
            request =>
            {
                request.Content = new ByteArrayContent(new byte[TenMegabytes]);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.ExpectContinue = true; // a wise client; the other is below
                request.Headers.Authorization = loggedIn ? RunningAimux.Basic("admin", "admin") : null;
            },
            [HttpStatusCode.RequestEntityTooLarge],
            openToo: true,
            which: door => door.Changes
        );
    }

    [Fact]
    public async Task With_ten_megabytes_of_which_nobody_said_how_many_there_are()
    {
        await using var api = await AdminApi.Start();
        foreach (
            var (method, path, media) in new[]
            {
                ("PUT", "/api/config", "text/plain"),
                ("POST", "/api/config/validate", "text/plain"),
                ("POST", "/api/providers", "application/json"),
                ("POST", "/api/drills", "application/json"),
                ("POST", "/session", "application/x-www-form-urlencoded"),
            }
        )
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = new StreamContent(new Blanks(TenMegabytes)),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(media);
            request.Headers.TransferEncodingChunked = true;
            try
            {
                using var answer = await api.Aimux.Admin.SendAsync(request, Cancellation);
                Assert.True((int)answer.StatusCode is 413 or 303, $"{path}: {answer.StatusCode}");
            }
            catch (HttpRequestException)
            {
                // The connection was closed under who would not stop sending.
            }
        }

        await Stranger.ChangedNothing(api);
    }
}
