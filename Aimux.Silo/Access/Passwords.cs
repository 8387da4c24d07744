using System.Security.Claims;
using System.Text.Json.Nodes;
using Aimux.Dashboard.Access;
using Aimux.Dashboard.Configuration;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Access;

/// <summary>Changes the operator's password.</summary>
internal sealed class Passwords(
    AccessControl access,
    LiveConfiguration live,
    ConfigurationSaver saver,
    SessionStore sessions
) : IPasswords
{
    /// <summary>As NIST SP 800-63B asks: length counts, not kinds of characters.</summary>
    private const int Shortest = 8;

    private const int Longest = 1_000;

    /// <inheritdoc/>
    public bool IsUsual => access.Current.Admin.IsEverybodys;

    /// <inheritdoc/>
    public bool MayChange =>
        saver.HasFile
        && live.Last.Running.Options.Admin.Password?.Kind is not (SecretKind.Environment or SecretKind.File);

    /// <inheritdoc/>
    public async Task<string?> Change(string current, string next, ClaimsPrincipal by, CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return "The configuration takes the password from a variable or a file; change it there.";
        }

        var user = live.Last.Running.Options.Admin.User;
        if (!await Task.Run(() => access.Current.Admin.Verify(user, current), cancellation))
        {
            return "The present password is another one.";
        }

        if (Mistake(next, user) is { } mistake)
        {
            return mistake;
        }

        var path = SettingPath.Parse("admin.password");
        var hash = JsonValue.Create(CredentialHash.CreatePbkdf2(next));
        var outcome = await saver.Save(editor => editor.Set(path, hash), ifVersion: null, cancellation);
        if (outcome.Result != ChangeResult.Made)
        {
            return string.Join(' ', outcome.Findings.Where(finding => finding.IsError).Select(each => each.Message));
        }

        sessions.Renew(by);
        sessions.EndAll(by);
        return null;
    }

    /// <summary>What is wrong with a password; <c>null</c> if nothing.</summary>
    public static string? Mistake(string password, string user) =>
        password.Length < Shortest ? $"The new password is too short: at least {Shortest} characters."
        : password.Length > Longest ? $"The new password is too long: at most {Longest} characters."
        : string.Equals(password, user, StringComparison.OrdinalIgnoreCase)
            ? "The new password is the user's name; choose another one."
        : password.Distinct().Count() < 3 ? "The new password repeats one or two characters; choose another one."
        : null;
}
