using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Aimux.Dashboard.Access;

namespace Aimux.Silo.Access;

/// <summary>
/// Who is logged in by a browser. A session is 256 random bits, of which only the SHA-256 is kept; it ends when it was
/// not used for 12 h, after 7 days, and when name or password change. Sessions do not outlive the process.
/// </summary>
internal sealed class SessionStore(AccessControl access, TimeProvider time) : ISessions
{
    /// <summary>The authentication type of who is logged in by a session.</summary>
    public const string Scheme = "session";

    /// <summary>More than people have browsers; the one that was used least recently goes.</summary>
    public const int Most = 1_000;

    private const string PasswordScheme = "basic";
    private const string IdClaim = "aimux:session";
    private const string StampClaim = "aimux:login";
    private const int IdBytes = 32;

    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public int Count => _sessions.Values.Count(IsAlive);

    /// <summary>Begins a session for who has just logged in.</summary>
    /// <returns>What its cookie holds.</returns>
    public string Begin(string user)
    {
        Trim();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var now = time.GetUtcNow();
        _sessions[Digest(id)] = new Session(user, access.Current.Admin.Stamp, now) { SeenAt = now };
        return id;
    }

    /// <summary>Who came with name and password, and no session; alive until one of them changes.</summary>
    public ClaimsPrincipal ByPassword(string user)
    {
        Claim[] claims = [new(ClaimTypes.Name, user), new(StampClaim, access.Current.Admin.Stamp)];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, PasswordScheme));
    }

    /// <summary>Who a cookie stands for; <c>null</c> if nobody, any more.</summary>
    public ClaimsPrincipal? Find(string? cookie)
    {
        if (cookie is not { Length: IdBytes * 2 })
        {
            return null;
        }

        var digest = Digest(cookie);
        if (!_sessions.TryGetValue(digest, out var session))
        {
            return null;
        }

        if (!IsAlive(session))
        {
            _sessions.TryRemove(digest, out _);
            return null;
        }

        session.SeenAt = time.GetUtcNow();
        Claim[] claims = [new(ClaimTypes.Name, session.User), new(IdClaim, digest)];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    /// <inheritdoc/>
    public bool IsAlive(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(StampClaim) is { } stamp)
        {
            return stamp == access.Current.Admin.Stamp;
        }

        if (Of(principal) is not { } session || !IsAlive(session))
        {
            return false;
        }

        session.SeenAt = time.GetUtcNow(); // an open page asks, and uses it
        return true;
    }

    /// <inheritdoc/>
    public void EndAll(ClaimsPrincipal? except)
    {
        var kept = except?.FindFirstValue(IdClaim);
        foreach (var digest in _sessions.Keys.Where(digest => digest != kept))
        {
            _sessions.TryRemove(digest, out _);
        }
    }

    /// <summary>Ends one session.</summary>
    public void End(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(IdClaim) is { } digest)
        {
            _sessions.TryRemove(digest, out _);
        }
    }

    /// <summary>Lets a session go on under the login of now: it is the one that changed the password.</summary>
    public void Renew(ClaimsPrincipal principal)
    {
        if (Of(principal) is { } session)
        {
            session.Stamp = access.Current.Admin.Stamp;
        }
    }

    private Session? Of(ClaimsPrincipal principal) =>
        principal.FindFirstValue(IdClaim) is { } digest ? _sessions.GetValueOrDefault(digest) : null;

    private bool IsAlive(Session session)
    {
        var now = time.GetUtcNow();
        return now - session.SeenAt < Idle
            && now - session.Since < Longest
            && session.Stamp == access.Current.Admin.Stamp;
    }

    private void Trim()
    {
        foreach (var (digest, _) in _sessions.Where(each => !IsAlive(each.Value)))
        {
            _sessions.TryRemove(digest, out _);
        }

        foreach (var (digest, _) in _sessions.OrderBy(each => each.Value.SeenAt).Take(_sessions.Count - Most + 1))
        {
            _sessions.TryRemove(digest, out _);
        }
    }

    private static string Digest(string id) => Convert.ToHexStringLower(CredentialHash.Sha256(id));

    private sealed class Session(string user, string stamp, DateTimeOffset since)
    {
        public string User { get; } = user;

        public string Stamp { get; set; } = stamp;

        public DateTimeOffset Since { get; } = since;

        public DateTimeOffset SeenAt { get; set; }
    }
}
