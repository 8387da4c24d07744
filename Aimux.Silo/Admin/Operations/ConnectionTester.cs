using System.Diagnostics;
using System.Net;
using System.Security.Authentication;
using Aimux.Dashboard.Testing;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Admin.Operations;

/// <summary>Tries a provider by asking it for its list of models, which is free everywhere.</summary>
internal sealed class ConnectionTester(ConfigurationStart start, SecretStore secrets, TimeProvider time)
    : IConnectionTester
{
    private const int MostModels = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task<ConnectionReport> Test(ConnectionProbe probe, CancellationToken cancellation)
    {
        var configured = Configure(probe, out var mistake);
        if (configured is not { Providers: [var provider, ..] })
        {
            return Failed(mistake ?? "Nothing says where it is: choose a preset, or give its base URL.");
        }

        var secret = configured.Secrets.Values.FirstOrDefault();
        if (probe.KeyId is { } keyId)
        {
            secret = secrets.Find(keyId, provider);
            if (secret is null)
            {
                return Failed(
                    $"The secret of {keyId} is kept for another address, or is not to be had: save first, or type it here."
                );
            }
        }

        using var upstream = new Upstream(provider);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var models = await ModelDiscovery.Ask(upstream, secret, either.Token);
            var words = models.IsEmpty
                ? "It answers, but lists no models: name them yourself."
                : $"It answers, and lists {models.Length} {(models.Length == 1 ? "model" : "models")}.";
            var took = Stopwatch.GetElapsedTime(began);
            return new ConnectionReport(true, words, 200, took, [.. models.Take(MostModels)]);
        }
        catch (Exception failure)
            when (failure is HttpRequestException or InvalidDataException or IOException
                || failure is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            var status = (int?)(failure as HttpRequestException)?.StatusCode;
            return new ConnectionReport(
                false,
                Words(failure, upstream.ModelsUri, secret is not null),
                status,
                Stopwatch.GetElapsedTime(began),
                []
            );
        }
    }

    private ConfiguredProviders? Configure(ConnectionProbe probe, out string? mistake)
    {
        var row = probe.Row;
        var options = new AimuxOptions
        {
            Providers =
            [
                new ProviderOptions
                {
                    Id = row.Id.Length == 0 ? "new" : row.Id,
                    Preset = row.Preset,
                    BaseUrl = row.BaseUrl,
                    Dialect = Enum.TryParse<Dialect>(row.Dialect, ignoreCase: true, out var dialect) ? dialect : null,
                    MessagesUrl = row.MessagesUrl,
                    Responses = row.Responses,
                },
            ],
        };
        if (probe.Secret is { Length: > 0 } text)
        {
            if (!SecretReference.TryParse(text.Trim(), out var reference, out mistake))
            {
                return null;
            }

            if (!start.Secrets.TryResolve(reference!, out _, out mistake))
            {
                return null;
            }

            options.Keys =
            [
                new KeyOptions
                {
                    Id = "new",
                    Provider = options.Providers[0].Id,
                    Secret = reference,
                },
            ];
        }

        var own = start.First.Options.Server.Listen.Uri;
        var read = OptionsProviders.Read(options, start.Secrets, own);
        mistake = read.Providers.IsEmpty ? string.Join(' ', read.Notices) : null;
        return read;
    }

    private static ConnectionReport Failed(string why) => new(false, why, null, TimeSpan.Zero, []);

    private static string Words(Exception failure, Uri address, bool hasKey)
    {
        var host = address.Authority;
        return failure switch
        {
            HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => hasKey
                ? $"{host} does not accept the key. Is it complete, and of this provider?"
                : $"{host} wants a key.",
            HttpRequestException { StatusCode: HttpStatusCode.NotFound } =>
                $"{host} has no list of models at {address.AbsolutePath}. Is the base URL right?",
            HttpRequestException { StatusCode: { } status } => $"{host} answered with status {(int)status}.",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                $"The name {address.Host} is not known to the network.",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                $"The certificate of {host} is not to be trusted, or it speaks no TLS.",
            HttpRequestException { InnerException: AuthenticationException } =>
                $"The certificate of {host} is not to be trusted.",
            HttpRequestException => $"{host} could not be reached: nobody listens there, or the connection broke.",
            InvalidDataException => $"What {host} answered is no list of models. Is the base URL right?",
            OperationCanceledException => $"{host} did not answer within {Patience.TotalSeconds:0} s.",
            _ => $"The connection to {host} broke.",
        };
    }
}
