using System.Collections.Immutable;
using System.Text.Json;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Configuration;

/// <summary>Asks a provider which models it serves. The call is free everywhere.</summary>
internal sealed class ModelDiscovery(UpstreamPool upstreams, SecretStore secrets)
{
    private const int MostBytes = 16 << 20;
    private const int MostModels = 5_000;
    private const int MostKeysTried = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="HttpRequestException">The provider could not be asked, or answered with an error.</exception>
    /// <exception cref="InvalidDataException">It answered with something else than a list of models.</exception>
    /// <exception cref="OperationCanceledException">It took longer than 10 s.</exception>
    public async Task<ImmutableArray<string>> Ask(ProviderDefinition provider, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var keys = provider
            .Keys.Select(key => secrets.Find(key.Id, provider))
            .OfType<ApiSecret>()
            .Take(MostKeysTried)
            .ToList();
        for (var i = 0; i < keys.Count - 1; i++)
        {
            try
            {
                return await Ask(upstreams.For(provider), keys[i], patience.Token);
            }
            catch (HttpRequestException refused) when (refused.StatusCode is { } status && (int)status < 500)
            {
                // One revoked key must not hide what the others can have.
            }
        }

        return await Ask(upstreams.For(provider), keys.LastOrDefault(), patience.Token);
    }

    /// <summary>Asks once, under one key.</summary>
    /// <exception cref="HttpRequestException">The provider could not be asked, or answered with an error.</exception>
    /// <exception cref="InvalidDataException">It answered with something else than a list of models.</exception>
    public static async Task<ImmutableArray<string>> Ask(
        Upstream upstream,
        ApiSecret? secret,
        CancellationToken cancellation
    )
    {
        var provider = upstream.Provider;
        using var request = new HttpRequestMessage(HttpMethod.Get, upstream.ModelsUri);
        // Its list of models is not part of its compatibility layer.
        var isMessagesApi = provider.Dialect == Dialect.Anthropic || Credentials.IsAnthropics(upstream.ModelsUri);
        Credentials.Add(request, secret ?? ApiSecret.None, provider, isMessagesApi);
        using var response = await upstream.Invoker.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellation);
        return Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private static ImmutableArray<string> Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var list = document.RootElement;
            list = list.ValueKind == JsonValueKind.Object ? list.GetProperty("data") : list;
            return
            [
                .. list.EnumerateArray()
                    .Select(model => model.GetProperty("id").GetString())
                    .OfType<string>()
                    .Where(id => id.Length is > 0 and <= 256)
                    .Distinct(StringComparer.Ordinal)
                    .Take(MostModels),
            ];
        }
        catch (Exception mistake) when (mistake is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("The answer is no list of models.", mistake);
        }
    }
}
