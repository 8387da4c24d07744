using System.Net;

namespace Aimux.Silo.Access;

/// <summary>Checks logins of the operator, however they come, and slows down who guesses.</summary>
internal sealed class PasswordCheck(AccessControl access, TimeProvider time) : IDisposable
{
    private readonly WrongLogins _wrong = new(time);

    // A password is slow to verify by design. One at a time, guessers keep one processor busy and no more, and what a
    // browser asks for at once waits for one verification.
    private readonly SemaphoreSlim _verifying = new(1);

    /// <summary>Whether a login is right.</summary>
    /// <param name="given">The login; <c>null</c> for one that cannot be read.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="cancellation">Gives up waiting for others' verifications.</param>
    public async ValueTask<PasswordVerdict> Check(BasicLogin? given, IPAddress? address, CancellationToken cancellation)
    {
        if (_wrong.Wait(address) is { } wait)
        {
            return PasswordVerdict.Limited(wait);
        }

        var login = access.Current.Admin;
        if (given is { } known && login.Knows(known.User, known.Password))
        {
            return PasswordVerdict.Right;
        }

        await _verifying.WaitAsync(cancellation);
        try
        {
            if (_wrong.Wait(address) is { } meanwhile)
            {
                return PasswordVerdict.Limited(meanwhile);
            }

            if (given is { } other && login.Verify(other.User, other.Password))
            {
                return PasswordVerdict.Right;
            }

            _wrong.Count(address);
            return PasswordVerdict.Wrong;
        }
        finally
        {
            _verifying.Release();
        }
    }

    public void Dispose() => _verifying.Dispose();
}
