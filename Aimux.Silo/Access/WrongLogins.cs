using System.Net;
using System.Net.Sockets;

namespace Aimux.Silo.Access;

/// <summary>Counts wrong logins: ten within a minute, and an address has to wait until the minute is over.</summary>
internal sealed class WrongLogins(TimeProvider time)
{
    /// <summary>How many addresses are remembered one by one; all others share one count.</summary>
    public const int MostAddresses = 1_000;

    private const int Most = 10;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (long Since, int Count)> _counts = [];
    private (long Since, int Count) _others;

    /// <summary>How long an address has to wait; <c>null</c> if it need not.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        lock (_lock)
        {
            var counted = Counted(KeyOf(address));
            var left = Span - time.GetElapsedTime(counted.Since);
            return counted.Count >= Most && left > TimeSpan.Zero ? left : null;
        }
    }

    public void Count(IPAddress? address)
    {
        lock (_lock)
        {
            var key = KeyOf(address);
            if (!_counts.ContainsKey(key) && _counts.Count >= MostAddresses)
            {
                Forget();
            }

            var counted = Counted(key);
            var next =
                counted.Count == 0 || time.GetElapsedTime(counted.Since) >= Span
                    ? (time.GetTimestamp(), 1)
                    : (counted.Since, counted.Count + 1);
            if (_counts.ContainsKey(key) || _counts.Count < MostAddresses)
            {
                _counts[key] = next;
            }
            else
            {
                _others = next;
            }
        }
    }

    private (long Since, int Count) Counted(IPAddress key)
    {
        return _counts.TryGetValue(key, out var counted) ? counted
            : _counts.Count < MostAddresses ? default
            : _others;
    }

    private void Forget()
    {
        foreach (var (key, counted) in _counts)
        {
            if (time.GetElapsedTime(counted.Since) >= Span)
            {
                _counts.Remove(key);
            }
        }
    }

    // Whoever has one IPv6 address has 2^64 of them.
    private static IPAddress KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
