using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>Where a vendor tells for nothing how much of a key's quota is left, and how to read it.</summary>
internal sealed class QuotaSource
{
    private const int MostWindows = 16;

    private static readonly FrozenDictionary<string, QuotaSource> ByVendor = new Dictionary<string, QuotaSource>(
        StringComparer.Ordinal
    )
    {
        ["zai"] = Zai(),
        ["zai-coding"] = Zai(),
        ["zai-china"] = Zai(),
        ["zai-coding-china"] = Zai(),
        ["synthetic"] = new("/v2/quotas", SyntheticWindows.Read) { AtOrigin = true },
        ["openrouter"] = new("/key", (root, _) => OpenRouterWindows.Read(root)),
        ["moonshot"] = new("/users/me/balance", (root, _) => MoonshotWindows.Read(root, "USD")),
        ["moonshot-china"] = new("/users/me/balance", (root, _) => MoonshotWindows.Read(root, "CNY")),
        ["deepseek"] = new("/user/balance", (root, _) => DeepSeekWindows.Read(root)) { AtOrigin = true },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _path;
    private readonly Func<JsonElement, DateTimeOffset, IEnumerable<QuotaWindow?>> _read;

    private QuotaSource(string path, Func<JsonElement, DateTimeOffset, IEnumerable<QuotaWindow?>> read) =>
        (_path, _read) = (path, read);

    /// <summary>Whether the path begins where the host does, not where the API does.</summary>
    private bool AtOrigin { get; init; }

    /// <summary>Whether the key stands alone in <c>Authorization</c>, without the word Bearer.</summary>
    public bool ShowsKeyBare { get; private init; }

    public static IEnumerable<string> Vendors => ByVendor.Keys;

    /// <param name="vendor">The name of a preset.</param>
    /// <returns><c>null</c> if this vendor does not tell.</returns>
    public static QuotaSource? Find(string vendor) => ByVendor.GetValueOrDefault(vendor);

    /// <param name="baseUrl">Where the provider's API starts, without a trailing slash.</param>
    public Uri AddressAt(string baseUrl) =>
        new((AtOrigin ? new Uri(baseUrl).GetLeftPart(UriPartial.Authority) : baseUrl) + _path);

    /// <summary>Reads an answer of status 200. Whatever it holds, this does not fail.</summary>
    public QuotaReading Parse(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var error = UpstreamError.Parse(body);
        if (error.Shape is not (ErrorShape.None or ErrorShape.Flat) || error.Code is not ("" or "0" or "200"))
        {
            return QuotaReading.Failed(Describe(error), now);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            ImmutableArray<QuotaWindow> windows =
            [
                .. _read(document.RootElement, now)
                    .Select(window => window?.Completed())
                    .OfType<QuotaWindow>()
                    .Take(MostWindows),
            ];
            return windows.IsEmpty
                ? QuotaReading.Failed("The answer tells of no quota.", now)
                : new QuotaReading(windows, now);
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException) // the latter for broken texts
        {
            return QuotaReading.Failed("The answer is not the JSON that was expected.", now);
        }
    }

    /// <summary>An error as a sentence, if it says anything.</summary>
    public static string Describe(UpstreamError error) =>
        (error.Code, error.Message) switch
        {
            ("", "") => "The answer is an error.",
            ("", var message) => message,
            (var code, "") => $"The answer is error {code}.",
            (var code, var message) => $"{message} ({code})",
        };

    // Its own script shows the key bare.
    private static QuotaSource Zai() =>
        new("/api/monitor/usage/quota/limit", ZaiWindows.Read) { AtOrigin = true, ShowsKeyBare = true };
}
