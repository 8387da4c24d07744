using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration;

/// <summary>
/// From the rows of a configuration file to providers, keys and routes. The file was checked before; what cannot be used
/// all the same, because a variable is not set or a file is gone, is left out with a notice, and the rest goes on.
/// </summary>
internal sealed class OptionsProviders
{
    /// <summary>The name of the one key of a provider that asks for none.</summary>
    public const string Keyless = "keyless";

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly AimuxOptions _options;
    private readonly SecretResolver _resolver;
    private readonly Uri _own;
    private readonly Dictionary<string, ApiSecret> _secrets = new(StringComparer.Ordinal);
    private readonly List<string> _notices = [];

    private OptionsProviders(AimuxOptions options, SecretResolver resolver, Uri own) =>
        (_options, _resolver, _own) = (options, resolver, own);

    /// <param name="options">The configuration file.</param>
    /// <param name="resolver">Fetches the keys' secrets.</param>
    /// <param name="own">The data listener of this process.</param>
    public static ConfiguredProviders Read(AimuxOptions options, SecretResolver resolver, Uri own)
    {
        var reader = new OptionsProviders(options, resolver, own);
        var providers = reader.ReadProviders();
        if (providers.IsEmpty)
        {
            reader._notices.Add("No provider of the configuration can be used: nothing can be served");
        }

        return Complete(new ConfiguredProviders(providers, reader._secrets, null, reader._notices), options);
    }

    /// <summary>Adds what the file says of models and times to providers, wherever those come from.</summary>
    public static ConfiguredProviders Complete(ConfiguredProviders configured, AimuxOptions options)
    {
        var notices = new List<string>(configured.Notices);
        var served = configured.Providers.Select(provider => provider.Id).ToHashSet(StringComparer.Ordinal);
        var routes = options.Models.Select(row => ReadRoute(row, served, notices)).OfType<ModelRoute>();
        return configured with
        {
            Routes = [.. routes],
            Notices = notices,
            Discovered = options.Routing.Discovered,
            Facts = ReadFacts(options),
            Detours = options.Detours.ToLookup(row => row.Model, row => new Detour(row.When, row.To)),
        };
    }

    /// <param name="server">What holds for all providers.</param>
    /// <param name="preset">What is known of this kind of provider.</param>
    /// <param name="row">What the file says of this one.</param>
    public static ProviderTimeouts Timeouts(ServerOptions server, ProviderPreset? preset, ProviderOptions? row)
    {
        // Who loads a model first needs time for that, whatever the others get.
        var load = preset?.LoadTime ?? TimeSpan.Zero;
        return new ProviderTimeouts(
            row?.ConnectTimeout ?? server.ConnectTimeout,
            row?.FirstEventTimeout ?? Longer(server.FirstEventTimeout, load),
            row?.AnswerTimeout ?? Longer(server.AnswerTimeout, load * 2),
            row?.IdleTimeout ?? server.IdleTimeout
        );
    }

    private ImmutableArray<ProviderDefinition> ReadProviders()
    {
        var providers = _options.Providers.Where(row => row.Enabled).Select(ReadProvider);
        return [.. providers.OfType<ProviderDefinition>()];
    }

    private ProviderDefinition? ReadProvider(ProviderOptions row)
    {
        var presetName = Given(row.Preset) ?? row.Id;
        var preset = ProviderPreset.Find(presetName);
        if (preset is null && Given(row.Preset) is not null)
        {
            return LeaveOut(row, $"there is no preset '{presetName}'");
        }

        if ((Given(row.BaseUrl) ?? preset?.BaseUrl) is not { } address)
        {
            return LeaveOut(row, "it has no base_url, and there is no preset of its name");
        }

        if (!BaseUrl.TryParse(address, out var url, out var mistake))
        {
            return LeaveOut(row, $"its base_url {mistake}");
        }

        if (BaseUrl.LeadsTo(url!, _own))
        {
            return LeaveOut(row, $"its base_url {address} leads to Aimux itself");
        }

        Uri? messages = null;
        if (Given(row.MessagesUrl) is { } other && !BaseUrl.TryParse(other, out messages, out mistake))
        {
            return LeaveOut(row, $"its messages_url {mistake}");
        }

        if (messages is not null && BaseUrl.LeadsTo(messages, _own))
        {
            return LeaveOut(row, $"its messages_url {row.MessagesUrl} leads to Aimux itself");
        }

        var keys = ReadKeys(row.Id, preset);
        if (keys.IsEmpty)
        {
            return LeaveOut(row, "it needs a key, and has none that can be used");
        }

        var dialect = row.Dialect ?? preset?.Dialect ?? Dialect.OpenAi;
        var provider = new ProviderDefinition(
            row.Id,
            dialect,
            dialect == Dialect.Anthropic ? BaseUrl.NormalizeMessages(url!) : BaseUrl.Normalize(url!, preset?.BaseUrl),
            keys,
            [.. Words(row.Models).Distinct(StringComparer.Ordinal)],
            Timeouts(_options.Server, preset, row),
            Vendor: preset?.Id ?? ""
        );
        provider = preset?.Equip(provider) ?? provider;
        return provider with
        {
            MessagesUrl = messages is null ? provider.MessagesUrl : BaseUrl.NormalizeMessages(messages),
            Responses = row.Responses ?? provider.Responses,
            Quirks =
            [
                .. _options
                    .Quirks.Where(quirk => quirk.Provider == row.Id)
                    .Select(quirk => new BodyQuirk(quirk.Field, quirk.Do, Given(quirk.Value))),
            ],
        };
    }

    private ImmutableArray<KeyDefinition> ReadKeys(string provider, ProviderPreset? preset)
    {
        var rows = _options.Keys.Where(row => row.Enabled && row.Provider == provider).ToList();
        if (rows.Count == 0 && preset is not { NeedsKey: true })
        {
            var id = $"{provider}/{Keyless}";
            _secrets[id] = ApiSecret.None;
            return [new KeyDefinition(id, provider, id, KeyLimits.Unknown)];
        }

        return [.. rows.Select(ReadKey).OfType<KeyDefinition>()];
    }

    private KeyDefinition? ReadKey(KeyOptions row)
    {
        var id = $"{row.Provider}/{row.Id}";
        if (row.Secret is null)
        {
            _notices.Add($"The key {id} is left out: it has no secret");
            return null;
        }

        if (!_resolver.TryResolve(row.Secret, out var secret, out var mistake))
        {
            _notices.Add($"The key {id} is left out: {mistake}");
            return null;
        }

        _secrets[id] = secret!;
        var group = Given(row.QuotaGroup) is { } name ? $"{row.Provider}/{name}" : id;
        var limits = new KeyLimits(row.Rpm, row.Tpm, row.Concurrency, row.Rpd);
        return new KeyDefinition(id, row.Provider, group, limits, row.Weight);
    }

    private ProviderDefinition? LeaveOut(ProviderOptions row, string why)
    {
        _notices.Add($"The provider {row.Id} is left out: {why}");
        return null;
    }

    private static ModelRoute? ReadRoute(ModelOptions row, HashSet<string> served, List<string> notices)
    {
        var candidates = Words(row.Candidates)
            .Select((text, place) => ReadCandidate(text) is { } candidate ? Weighed(candidate, place, row) : null)
            .OfType<RouteCandidate>()
            .Where(candidate => served.Contains(candidate.ProviderId))
            .DistinctBy(candidate => candidate.ProviderId, StringComparer.Ordinal)
            .ToImmutableArray();
        if (candidates.IsEmpty)
        {
            notices.Add($"The model {row.Name} is left out: none of its providers is in use");
            return null;
        }

        return new ModelRoute(row.Name, candidates, Policy: row.Policy, Hedge: row.Hedge);
    }

    /// <summary>The candidates with what the row says of each, in their order; what it does not say is as usual.</summary>
    private static RouteCandidate Weighed(RouteCandidate candidate, int place, ModelOptions row)
    {
        var weights = Words(row.Weights);
        var prices = Words(row.Prices);
        return candidate with
        {
            Weight = place < weights.Length && CandidateValues.TryWeight(weights[place], out var weight) ? weight : 1,
            Price = place < prices.Length && CandidateValues.TryPrice(prices[place], out var price) ? price : null,
        };
    }

    private static Dictionary<(string, string), ModelFacts> ReadFacts(AimuxOptions options)
    {
        return options
            .Capabilities.DistinctBy(row => (row.Provider, row.Model))
            .ToDictionary(
                row => (row.Provider, row.Model),
                row => new ModelFacts(row.Context, row.Tools, row.Vision, row.Reasoning)
            );
    }

    private static RouteCandidate? ReadCandidate(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1 ? new RouteCandidate(text[..slash], text[(slash + 1)..]) : null;
    }

    private static string[] Words(string? text) => (text ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries);

    // In a table an empty cell is an empty text: it says as little as none.
    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
