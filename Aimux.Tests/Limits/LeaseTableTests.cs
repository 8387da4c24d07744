using Aimux.Grains.Limits;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Limits;

public sealed class LeaseTableTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    private readonly LeaseTable _leases = new(7, TimeSpan.FromMinutes(20));
    private readonly KeyState _key = new(Some.Key("p"));

    [Fact]
    public void A_lease_lives_for_its_lifetime_and_no_longer()
    {
        var (id, expiresAt) = _leases.Grant(_key, 5, Now);
        Assert.Equal(Now.AddMinutes(20), expiresAt);
        Assert.Equal(0, _leases.Expire(expiresAt.AddMilliseconds(-1)));
        Assert.Equal(1, _leases.Count);
        Assert.Equal(1, _leases.Expire(expiresAt));
        Assert.Equal(0, _leases.Count);
        Assert.False(_leases.TryRelease(id, out _));
    }

    [Fact]
    public void A_lease_is_given_back_once_with_what_was_reserved()
    {
        var (id, _) = _leases.Grant(_key, 5, Now);
        Assert.True(_leases.TryRelease(id, out var lease));
        Assert.Equal(5, lease.ReservedTokens);
        Assert.False(_leases.TryRelease(id, out _));
        Assert.Equal(0, _leases.Count);
    }

    [Fact]
    public void A_lease_that_was_given_back_is_not_lost()
    {
        var (first, _) = _leases.Grant(_key, 1, Now);
        _leases.Grant(_key, 1, Now.AddMinutes(1));
        _leases.TryRelease(first, out _);
        Assert.Equal(0, _leases.Expire(Now.AddMinutes(20)));
        Assert.Equal(1, _leases.Expire(Now.AddMinutes(21)));
    }

    [Fact]
    public void A_lease_that_was_given_back_does_not_hide_later_ones_that_expired()
    {
        _leases.Grant(_key, 1, Now);
        var (second, _) = _leases.Grant(_key, 1, Now);
        _leases.Grant(_key, 1, Now);
        _leases.TryRelease(second, out _);
        Assert.Equal(2, _leases.Expire(Now.AddMinutes(20)));
        Assert.Equal(0, _leases.Count);
    }

    [Fact]
    public void Ids_are_never_used_again_and_begin_where_asked()
    {
        var ids = new List<long>();
        for (var i = 0; i < 100; i++)
        {
            var (id, _) = _leases.Grant(_key, 0, Now);
            ids.Add(id);
            _leases.TryRelease(id, out _);
        }

        Assert.Equal(7, ids[0]);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void An_unknown_lease_is_not_released()
    {
        _leases.Grant(_key, 0, Now);
        Assert.False(_leases.TryRelease(1, out _));
        Assert.Equal(1, _leases.Count);
    }

    [Fact]
    public void Each_key_of_a_group_counts_its_own()
    {
        var other = new KeyState(Some.Key("p", "b"));
        var (mine, _) = _leases.Grant(_key, 1, Now);
        _leases.Grant(other, 2, Now);
        _leases.Grant(other, 3, Now);
        Assert.Equal((1, 2), (_key.InFlight, other.InFlight));
        Assert.Equal((9, 6.0), (_leases.LatestId, _leases.Reserved));

        _leases.TryRelease(mine, out _);
        Assert.Equal((0, 2), (_key.InFlight, other.InFlight));
        _leases.Expire(Now.AddMinutes(20));
        Assert.Equal((0, 0), (_key.InFlight, other.InFlight));
    }
}
