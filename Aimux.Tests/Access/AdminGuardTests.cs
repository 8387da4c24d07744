using System.Net;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Access;

/// <summary>Who may use the admin listener.</summary>
public sealed class AdminGuardTests
{
    private const string Password = "made-up password: with a colon";

    private static readonly string Hash = CredentialHash.CreatePbkdf2(Password);

    private static readonly IPAddress Here = IPAddress.Loopback;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_Aimux_asks_for_the_password_once_one_is_set_and_health_needs_none()
    {
        await using var one = await Simulated.Start("one");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", one));
        var aimux = await file.Start();
        using var open = await aimux.Admin.GetAsync("/api/config/status", Cancellation);

        file.Write(FollowedFile.Text($"admin:\n  user: ops\n  password: \"{Hash}\"\n", one));
        await file.Reload();

        using var stranger = aimux.NewAdminClient();
        using var nobody = await stranger.GetAsync("/metrics", Cancellation);
        using var wrong = await Get(aimux, "/metrics", "ops", "x");
        using var right = await Get(aimux, "/metrics", "ops", Password);
        using var health = await stranger.GetAsync("/health/live", Cancellation);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal("Basic", nobody.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", nobody.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("admin", Password, 200)]
    [InlineData("Admin", Password, 401)]
    [InlineData("admin", "made-up", 401)]
    [InlineData("admin", "", 401)]
    [InlineData("", Password, 401)]
    public async Task Name_and_password_must_be_right(string user, string password, int status)
    {
        var guard = NewGuard(Login(), out _);
        Assert.Equal(status, await Ask(guard, Basic(user, password)));
    }

    [Theory]
    [InlineData("Bearer made-up")]
    [InlineData("Basic")]
    [InlineData("Basic ====")]
    [InlineData("Basic YWRtaW4=")] // no colon
    [InlineData("Basic //46//46")] // no UTF-8
    public async Task A_header_that_is_no_login_is_refused(string header)
    {
        var guard = NewGuard(Login(), out _);
        Assert.Equal(401, await Ask(guard, header));
    }

    [Fact]
    public async Task After_ten_wrong_logins_an_address_waits_even_with_the_right_one_unless_it_was_verified_before()
    {
        var guard = NewGuard(Login(), out var time);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(401, await Ask(guard, Basic("admin", $"made-up-{i}")));
        }

        Assert.Equal(429, await Ask(guard, Basic("admin", Password)));
        Assert.Equal(200, await Ask(guard, Basic("admin", Password), address: IPAddress.Parse("127.0.0.2")));

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(429, await Ask(guard, Basic("admin", Password)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await Ask(guard, Basic("admin", Password)));
    }

    [Fact]
    public async Task A_request_without_a_login_is_no_wrong_one()
    {
        var guard = NewGuard(Login(), out _);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(401, await Ask(guard, null));
        }

        Assert.Equal(200, await Ask(guard, Basic("admin", Password)));
    }

    [Fact]
    public async Task Other_machines_are_refused_while_there_is_no_password_or_the_usual_one()
    {
        var usual = new AdminLogin("admin", CredentialHash.Of("admin"), isUsual: true);
        var none = NewGuard(AdminLogin.Everybodys("admin", isOpen: true), out _);
        var weak = NewGuard(usual, out _);
        var own = NewGuard(Login(), out _);

        Assert.Equal(403, await Ask(none, null, open: true));
        Assert.Equal(403, await Ask(weak, Basic("admin", "admin"), open: true));
        Assert.Equal(200, await Ask(own, Basic("admin", Password), open: true));
        Assert.Equal(200, await Ask(none, Basic("admin", "admin")));
        Assert.Equal(200, await Ask(weak, Basic("admin", "admin")));
    }

    [Fact]
    public async Task Without_a_password_of_ones_own_the_usual_one_does_on_this_machine_and_nothing_else()
    {
        var guard = NewGuard(AdminLogin.Everybodys("admin", isOpen: false), out _);

        Assert.Equal(200, await Ask(guard, Basic("admin", "admin")));
        Assert.Equal(401, await Ask(guard, Basic("admin", "")));
        Assert.Equal(401, await Ask(guard, null));
    }

    [Fact]
    public async Task A_password_that_cannot_be_read_lets_nobody_in()
    {
        var guard = NewGuard(new AdminLogin("admin", null, isUsual: false), out _);

        Assert.Equal(401, await Ask(guard, Basic("admin", "")));
        Assert.Equal(401, await Ask(guard, Basic("admin", "admin")));
    }

    [Fact]
    public async Task Before_the_first_configuration_nobody_gets_in()
    {
        var guard = Guard(new AccessControl(), TimeProvider.System);

        Assert.Equal(401, await Ask(guard, null));
        Assert.Equal(401, await Ask(guard, Basic("", "")));
    }

    private static AdminLogin Login()
    {
        Assert.True(SecretReference.TryParse(Hash, out var reference, out _));
        return new AdminLogin("admin", CredentialHash.Of(reference!), isUsual: false);
    }

    private static AdminGuard NewGuard(AdminLogin login, out FakeTimeProvider time)
    {
        time = new FakeTimeProvider();
        var access = new AccessControl();
        access.Replace(new AccessSnapshot(false, [], login));
        return Guard(access, time);
    }

    private static AdminGuard Guard(AccessControl access, TimeProvider time) =>
        new(access, new PasswordCheck(access, time), new SessionStore(access, time), NullLogger<AdminGuard>.Instance);

    private static async Task<int> Ask(AdminGuard guard, string? login, bool open = false, IPAddress? address = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address ?? Here;
        context.Features.Set(new ListenerKind(IsAdmin: true, IsOpen: open));
        context.Request.Path = "/api/decisions";
        context.Response.Body = new MemoryStream();
        if (login is not null)
        {
            context.Request.Headers.Authorization = login;
        }

        var passed = false;
        await guard.Pass(
            context,
            _ =>
            {
                passed = true;
                return Task.CompletedTask;
            }
        );
        Assert.Equal(passed, context.Response.StatusCode == 200);
        return context.Response.StatusCode;
    }

    private static string Basic(string user, string password) => RunningAimux.Basic(user, password).ToString();

    private static async Task<HttpResponseMessage> Get(RunningAimux aimux, string path, string user, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = RunningAimux.Basic(user, password);
        return await aimux.Admin.SendAsync(request, Cancellation);
    }
}
