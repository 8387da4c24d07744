using System.Net;
using Aimux.Silo.Access;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Access;

public sealed class WrongLoginsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_tenth_within_a_minute_is_the_last()
    {
        var wrong = new WrongLogins(_time);
        for (var i = 0; i < 9; i++)
        {
            wrong.Count(IPAddress.Loopback);
        }

        Assert.Null(wrong.Wait(IPAddress.Loopback));
        _time.Advance(TimeSpan.FromSeconds(20));
        wrong.Count(IPAddress.Loopback);

        Assert.Equal(TimeSpan.FromSeconds(40), wrong.Wait(IPAddress.Loopback));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(wrong.Wait(IPAddress.Loopback));
    }

    [Fact]
    public void A_network_of_IPv6_addresses_counts_as_one_and_a_mapped_address_as_IPv4()
    {
        var wrong = new WrongLogins(_time);
        for (var i = 0; i < 10; i++)
        {
            wrong.Count(IPAddress.Parse($"2001:db8::{i + 1}"));
            wrong.Count(IPAddress.Parse("::ffff:192.0.2.1"));
        }

        Assert.NotNull(wrong.Wait(IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(wrong.Wait(IPAddress.Parse("2001:db8:0:1::1")));
        Assert.NotNull(wrong.Wait(IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void A_crowd_of_addresses_shares_one_count_and_those_known_keep_theirs()
    {
        var wrong = new WrongLogins(_time);
        for (var i = 0; i < WrongLogins.MostAddresses; i++)
        {
            wrong.Count(Address(i));
        }

        for (var i = 0; i < 10; i++)
        {
            wrong.Count(Address(WrongLogins.MostAddresses + i));
        }

        Assert.NotNull(wrong.Wait(Address(WrongLogins.MostAddresses + 500)));
        Assert.Null(wrong.Wait(Address(0)));
        _time.Advance(TimeSpan.FromMinutes(1));
        wrong.Count(Address(5_000));
        Assert.Null(wrong.Wait(Address(WrongLogins.MostAddresses + 500)));
    }

    private static IPAddress Address(int i) => new([10, 0, (byte)(i >> 8), (byte)i]);
}
