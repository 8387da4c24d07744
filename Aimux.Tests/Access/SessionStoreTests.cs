using Aimux.Silo.Access;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Access;

public sealed class SessionStoreTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AccessControl _access = new();
    private readonly SessionStore _sessions;

    public SessionStoreTests()
    {
        SetPassword("first");
        _sessions = new SessionStore(_access, _time);
    }

    [Fact]
    public void A_session_that_is_not_used_ends_after_twelve_hours()
    {
        var id = _sessions.Begin("admin");
        _time.Advance(SessionStore.Idle - TimeSpan.FromSeconds(1));
        Assert.Equal("admin", _sessions.Find(id)?.Identity?.Name);

        _time.Advance(SessionStore.Idle);

        Assert.Null(_sessions.Find(id));
        Assert.Equal(0, _sessions.Count);
    }

    [Fact]
    public void A_session_that_is_used_ends_after_seven_days()
    {
        var id = _sessions.Begin("admin");
        for (var used = TimeSpan.Zero; used < SessionStore.Longest; used += TimeSpan.FromHours(6))
        {
            Assert.NotNull(_sessions.Find(id));
            _time.Advance(TimeSpan.FromHours(6));
        }

        Assert.Null(_sessions.Find(id));
    }

    [Fact]
    public void An_open_page_keeps_its_session_alive()
    {
        var id = _sessions.Begin("admin");
        var user = _sessions.Find(id)!;
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromHours(11));
            Assert.True(_sessions.IsAlive(user));
        }

        Assert.NotNull(_sessions.Find(id));
    }

    [Fact]
    public void Another_password_ends_all_but_the_one_that_changed_it()
    {
        var mine = _sessions.Begin("admin");
        var other = _sessions.Begin("admin");
        var (me, them) = (_sessions.Find(mine)!, _sessions.Find(other)!);
        var program = _sessions.ByPassword("admin");

        SetPassword("second");
        _sessions.Renew(me);

        Assert.True(_sessions.IsAlive(me));
        Assert.NotNull(_sessions.Find(mine));
        Assert.False(_sessions.IsAlive(them));
        Assert.Null(_sessions.Find(other));
        Assert.False(_sessions.IsAlive(program));
    }

    [Fact]
    public void An_ended_session_is_not_alive_for_the_pages_that_are_still_open()
    {
        var (mine, other) = (_sessions.Begin("admin"), _sessions.Begin("admin"));
        var (me, them) = (_sessions.Find(mine)!, _sessions.Find(other)!);

        _sessions.EndAll(except: me);
        Assert.True(_sessions.IsAlive(me));
        Assert.False(_sessions.IsAlive(them));

        _sessions.End(me);
        Assert.False(_sessions.IsAlive(me));
        Assert.Null(_sessions.Find(mine));
    }

    [Fact]
    public void There_are_at_most_a_thousand_and_the_one_used_least_recently_goes()
    {
        var first = _sessions.Begin("admin");
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = _sessions.Begin("admin");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(_sessions.Find(first)); // so the second one is the one
        for (var i = 0; i < SessionStore.Most - 1; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _sessions.Begin("admin");
        }

        Assert.Equal(SessionStore.Most, _sessions.Count);
        Assert.NotNull(_sessions.Find(first));
        Assert.Null(_sessions.Find(second));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    public void A_cookie_that_none_was_given_is_nobodys(string? cookie) => Assert.Null(_sessions.Find(cookie));

    private void SetPassword(string password) =>
        _access.Replace(
            new AccessSnapshot(false, [], new AdminLogin("admin", CredentialHash.Of(password), isUsual: false))
        );
}
