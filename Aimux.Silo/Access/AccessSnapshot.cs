using System.Collections.Immutable;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Access;

/// <summary>Who may use the listeners, at one moment.</summary>
/// <param name="DemandsToken">Whether callers must be known; true even if no known caller is left.</param>
/// <param name="Callers">Who is known by a token.</param>
/// <param name="Admin">Who may use the admin listener.</param>
internal sealed record AccessSnapshot(bool DemandsToken, ImmutableArray<KnownCaller> Callers, AdminLogin Admin)
{
    /// <summary>Nobody may do anything: so it begins.</summary>
    public static AccessSnapshot Closed { get; } = new(true, [], new AdminLogin("", null, isUsual: false));

    /// <summary>
    /// Reads the secrets. What cannot be read closes doors, never opens one: any row of callers, even a disabled one or
    /// one whose token is missing, means that tokens are demanded; and so it is with the password.
    /// </summary>
    /// <param name="options">The configuration.</param>
    /// <param name="bound">Where the admin listener is until Aimux starts again, whatever the configuration says by now.</param>
    /// <param name="secrets">Where secrets are read.</param>
    /// <param name="notices">What the operator should know is added here.</param>
    public static AccessSnapshot From(
        AimuxOptions options,
        ListenAddress bound,
        SecretResolver secrets,
        ICollection<string> notices
    )
    {
        var callers = options
            .Callers.Where(caller => caller.Enabled)
            .Select(caller => Know(caller, secrets, notices))
            .OfType<KnownCaller>()
            .ToImmutableArray();
        return new AccessSnapshot(options.Callers.Length > 0, callers, Know(options.Admin, bound, secrets, notices));
    }

    /// <summary>Who has this token; <c>null</c> if nobody. Takes the same time whoever it is.</summary>
    public CallerIdentity? Find(string token)
    {
        var digest = CredentialHash.Sha256(token);
        CallerIdentity? found = null;
        foreach (var caller in Callers)
        {
            if (caller.Token.Matches(digest))
            {
                found = caller.Identity;
            }
        }

        return found;
    }

    private static KnownCaller? Know(CallerOptions caller, SecretResolver secrets, ICollection<string> notices)
    {
        var token = Read(caller.Token, secrets, out var mistake);
        if (token is { IsSlow: true })
        {
            // Every request with an unknown token would cost as much as a login, for each such caller.
            mistake = "pbkdf2: is for passwords; give a long random token as sha256:HEX, env:NAME or file:/path";
        }

        if (mistake is null)
        {
            return new KnownCaller(
                new CallerIdentity(caller.Id)
                {
                    Models = [.. (caller.Models ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
                    PerMinute = caller.Rpm,
                },
                token!
            );
        }

        notices.Add($"The caller '{caller.Id}' is not admitted: {mistake}.");
        return null;
    }

    private static AdminLogin Know(
        AdminOptions admin,
        ListenAddress bound,
        SecretResolver secrets,
        ICollection<string> notices
    )
    {
        var isOpen = !bound.IsLoopback || !admin.Listen.IsLoopback;
        if (admin.Password is null)
        {
            if (isOpen)
            {
                notices.Add(Shut(admin, bound, "there is no admin.password"));
            }

            return AdminLogin.Everybodys(admin.User, isOpen);
        }

        var password = Read(admin.Password, secrets, out var mistake);
        if (mistake is not null)
        {
            notices.Add($"Nobody can log in to the admin listener: admin.password: {mistake}.");
        }

        var isUsual = isOpen && password is not null && password.Verify(AdminLogin.UsualPassword);
        if (isUsual)
        {
            notices.Add(Shut(admin, bound, "admin.password is the one that everybody tries first"));
        }

        return new AdminLogin(admin.User, password, isUsual);
    }

    /// <summary>Told too if only the listener of the next start is open: then it is good to know before.</summary>
    private static string Shut(AdminOptions admin, ListenAddress bound, string why)
    {
        return (bound.IsLoopback, admin.Listen.IsLoopback) switch
        {
            (false, true) =>
                $"Nobody can use the admin listener until Aimux starts again: other machines reach {bound}, "
                    + $"where it is until then, and {why}.",
            (true, false) => $"Nobody can use the admin listener once Aimux starts again: other machines will reach "
                + $"{admin.Listen}, and {why}.",
            _ => $"Nobody can use the admin listener: other machines reach it, and {why}.",
        };
    }

    // What a variable or a file holds may be a hash itself.
    private static CredentialHash? Read(SecretReference? reference, SecretResolver secrets, out string? mistake)
    {
        if (reference is null)
        {
            mistake = "it has none; expected env:NAME, file:/path, sha256:HEX or clear text";
            return null;
        }

        if (reference.Kind is SecretKind.Environment or SecretKind.File)
        {
            var place = reference;
            if (!secrets.TryRead(place, out var text, out mistake))
            {
                return null;
            }

            if (!SecretReference.TryParse(text!, out reference, out mistake))
            {
                mistake = $"what {place} holds cannot be used: {mistake}";
                return null;
            }

            if (reference!.Kind is SecretKind.Environment or SecretKind.File)
            {
                mistake = $"what {place} holds is another reference; expected the secret itself or its hash";
                return null;
            }
        }

        mistake = null;
        return CredentialHash.Of(reference);
    }
}
