using System.Text.RegularExpressions;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>What single values cannot tell: names that must be there, names that must be there once, listeners and who may reach them.</summary>
internal sealed partial class CrossChecks(AimuxOptions options, SettingPlaces places, Findings findings)
{
    private readonly HashSet<string> _providers = options
        .Providers.Select(provider => provider.Id)
        .ToHashSet(StringComparer.Ordinal);

    public void Run()
    {
        CheckListeners();
        CheckProviders();
        CheckKeys();
        CheckCallers();
        new ModelChecks(options, places, findings).Run();
        new CapabilityChecks(options, places, findings).Run();
        new DetourChecks(options, places, findings).Run();
        new QuirkChecks(options, places, findings).Run();
        SecretChecks.CheckRepeats(options, places, findings);
    }

    private void CheckListeners()
    {
        var (server, admin) = (options.Server, options.Admin);
        var owner = places.Knows(admin) ? (object)admin : server;
        if (places.Knows(owner) && FindSameListener(options) is { } same)
        {
            findings.Error(places.Of(owner, "listen"), same);
        }

        if (places.Knows(server) && FindOpenServer(options) is { } openServer)
        {
            findings.Error(places.Of(server, "listen"), openServer);
        }

        if (places.Knows(admin) && !places.IsWrong(admin, "password") && FindOpenAdmin(options) is { } openAdmin)
        {
            findings.Error(places.Of(admin, "listen"), openAdmin);
        }
    }

    /// <summary>Whether a listener would be open to everybody, or both would be one.</summary>
    /// <returns>What is wrong, or <c>null</c>.</returns>
    public static string? FindExposure(AimuxOptions options) =>
        FindSameListener(options) ?? FindOpenServer(options) ?? FindOpenAdmin(options);

    private static string? FindSameListener(AimuxOptions options)
    {
        var listen = options.Server.Listen;
        return listen.EndPoint.Port != 0 && listen.EndPoint.Equals(options.Admin.Listen.EndPoint)
            ? $"server.listen and admin.listen are both {listen}; they must differ."
            : null;
    }

    private static string? FindOpenServer(AimuxOptions options)
    {
        var listen = options.Server.Listen;
        return listen.IsLoopback || options.Callers.Any(caller => caller.Enabled)
            ? null
            : $"{listen} can be reached from other machines, and whoever reaches it can spend your keys. Add a row to `callers`, "
                + "or listen on 127.0.0.1.";
    }

    private static string? FindOpenAdmin(AimuxOptions options)
    {
        var admin = options.Admin;
        var isOwn =
            admin.Password is { } password && !(password.Kind == SecretKind.Clear && password.Content() == "admin");
        return admin.Listen.IsLoopback || isOwn
            ? null
            : $"{admin.Listen} can be reached from other machines. Set admin.password to one of your own, or listen on 127.0.0.1.";
    }

    private void CheckProviders()
    {
        CheckNames("provider", options.Providers, provider => provider.Id, "id");
        foreach (var provider in options.Providers.Where(places.Knows))
        {
            if (provider.Id.Length > 0 && !IsProviderId().IsMatch(provider.Id))
            {
                findings.Error(
                    places.Of(provider, "id"),
                    "A provider's id is made of lower-case letters, digits and dashes, at most 64. Example: `cerebras`."
                );
                continue;
            }

            var preset = ProviderPreset.Find(provider.Preset ?? provider.Id);
            if (provider.Preset is not null && preset is null)
            {
                var names = ProviderPreset.All.Select(known => known.Id).ToList();
                var hint = Spelling.Hint(provider.Preset, names);
                findings.Error(
                    places.Of(provider, "preset"),
                    $"There is no preset {Shown.Name(provider.Preset)}.{(hint.Length > 0 ? hint : $" There are: {string.Join(", ", names)}.")}"
                );
            }
            else if (
                preset is null
                && provider.BaseUrl is null
                && provider.Id.Length > 0
                && !places.IsWrong(provider, "base_url")
                && !places.IsWrong(provider, "preset")
            )
            {
                var hint = Spelling.Hint(provider.Id, ProviderPreset.All.Select(known => known.Id));
                findings.Error(
                    places.Of(provider, "id"),
                    $"{Shown.Name(provider.Id)} is no provider that Aimux knows, so it needs a `base_url`, or a `preset`.{hint}"
                );
            }

            CheckUrl(provider, "base_url", provider.BaseUrl);
            CheckUrl(provider, "messages_url", provider.MessagesUrl);
            CheckModelNames(provider);
            var keyed = options.Keys.Any(key =>
                key.Provider == provider.Id && key.Enabled || places.IsWrong(key, "provider")
            );
            if (provider.Enabled && !keyed && (preset?.NeedsKey ?? false) && provider.BaseUrl is null)
            {
                findings.Warning(
                    places.Of(provider, "id"),
                    $"{Shown.Name(provider.Id)} has no key in `keys`, so it serves nothing."
                );
            }
        }
    }

    private void CheckUrl(ProviderOptions provider, string setting, string? text)
    {
        if (text is null)
        {
            return;
        }

        if (!BaseUrl.TryParse(text, out var url, out var mistake))
        {
            findings.Error(places.Of(provider, setting), $"`{setting}` {mistake}.");
        }
        else if (BaseUrl.LeadsTo(url!, options.Server.Listen.Uri))
        {
            findings.Error(
                places.Of(provider, setting),
                $"`{setting}` leads back to this Aimux, which listens on {options.Server.Listen}; requests would go in circles."
            );
        }
    }

    private void CheckModelNames(ProviderOptions provider)
    {
        if (
            provider
                .Models?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault(name => name.Contains(',', StringComparison.Ordinal))
            is not null
        )
        {
            findings.Error(
                places.Of(provider, "models"),
                "The names in `models` are separated by blanks, not by commas."
            );
        }
    }

    private void CheckKeys()
    {
        CheckNames(
            "key",
            options.Keys,
            key => key.Id.Length == 0 || key.Provider.Length == 0 ? "" : $"{key.Provider}/{key.Id}",
            "id",
            key => _providers.Contains(key.Provider)
        );
        foreach (var key in options.Keys.Where(places.Knows))
        {
            CheckId(key, key.Id, "A key's id");
            if (key.Secret is { Kind: SecretKind.Sha256 or SecretKind.Pbkdf2 })
            {
                findings.Error(
                    places.Of(key, "secret"),
                    "A hash cannot be sent to a provider. Expected env:NAME, file:/path or the key itself."
                );
            }

            if (key.QuotaGroup is { } group && !IsId().IsMatch(group))
            {
                findings.Error(places.Of(key, "quota_group"), $"A quota group's name {IdForm}");
            }

            if (key.Provider.Length == 0 || _providers.Contains(key.Provider) || places.HasWrongProviders(options))
            {
                continue;
            }

            var hint = Spelling.Hint(key.Provider, _providers);
            var isPreset = ProviderPreset.Find(key.Provider) is not null;
            var advice =
                hint.Length > 0 ? hint
                : isPreset ? " Aimux knows it, so a row with that id is enough: add it to `providers`."
                : " Add a row for it to `providers`.";
            findings.Error(
                places.Of(key, "provider"),
                $"There is no provider {NameOfKeys(key.Provider)} in `providers`.{advice}"
            );
        }
    }

    /// <summary>The secret may stand in the column of the provider, so that only a name near a known one is shown.</summary>
    private string NameOfKeys(string provider) =>
        Spelling.Nearest(provider, _providers.Concat(ProviderPreset.All.Select(preset => preset.Id))) is not null
            ? Shown.Name(provider)
            : Shown.Length(provider);

    private void CheckCallers()
    {
        CheckNames("caller", options.Callers, caller => caller.Id, "id");
        foreach (var caller in options.Callers.Where(places.Knows))
        {
            CheckId(caller, caller.Id, "A caller's id");
            CheckAllowed(caller);
            if (caller.Token is { Kind: SecretKind.Clear } token && token.Content().Length < SecretChecks.ShortestToken)
            {
                findings.Warning(
                    places.Of(caller, "token"),
                    $"The token is short enough to be guessed; use {SecretChecks.ShortestToken} characters or more."
                );
            }
        }
    }

    private void CheckAllowed(CallerOptions caller)
    {
        foreach (var model in (caller.Models ?? "").Split(' '))
        {
            var star = model.IndexOf('*', StringComparison.Ordinal);
            if (star >= 0 && star < model.Length - 1)
            {
                findings.Error(
                    places.Of(caller, "models"),
                    "The `*` of a name that a caller may ask for stands at its end, where it means any rest. "
                        + $"Example: `claude-*`. Found {Shown.Name(model)}."
                );
            }
        }
    }

    private const string IdForm =
        "is made of letters, digits, dots, dashes and underscores, at most 64, and begins with a letter or digit.";

    private void CheckId(object row, string id, string what)
    {
        if (id.Length > 0 && !IsId().IsMatch(id))
        {
            findings.Error(places.Of(row, "id"), $"{what} {IdForm} Example: `main`.");
        }
    }

    private void CheckNames<T>(
        string what,
        T[] rows,
        Func<T, string> name,
        string column,
        Func<T, bool>? mayShow = null
    )
        where T : class
    {
        var first = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => places.Knows(row) && name(row).Length > 0))
        {
            if (!first.TryAdd(name(row), row))
            {
                var shown = mayShow?.Invoke(row) ?? true ? Shown.Name(name(row)) : Shown.Length(name(row));
                findings.Error(
                    places.Of(row, column),
                    $"There are two rows of the {what} {shown}; the first is in line {places.Of(first[name(row)], column).Line}."
                );
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsProviderId();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsId();
}
