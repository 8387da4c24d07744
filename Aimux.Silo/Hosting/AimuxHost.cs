using System.Text;
using Aimux.Grains.Hosting;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Budgets;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Drills;
using Aimux.Silo.Proxy.Quotas;
using Aimux.Silo.Proxy.Waiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Serilog;

namespace Aimux.Silo.Hosting;

/// <summary>Puts one Aimux together: silo, data listener, admin listener.</summary>
internal static class AimuxHost
{
    /// <param name="start">The configuration at the start, and the file to follow.</param>
    /// <param name="source">Where providers come from.</param>
    /// <param name="log">Where logs go; owned by the caller.</param>
    /// <param name="configure">Changes to the services, such as another clock.</param>
    public static WebApplication Build(
        ConfigurationStart start,
        IProviderSource source,
        Serilog.ILogger log,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(
            // The pages' assets lie beside the program, wherever it is started from.
            new WebApplicationOptions { ApplicationName = "aimux", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddSerilog(log);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, start.First.Options));
        builder.UseOrleans(silo => SiloSetup.Configure(silo, start.First.Options.Cluster));
        builder.Services.AddAimuxGrains();
        builder.Services.AddSingleton(start);
        builder.Services.AddSingleton(source);
        AddDataPlane(builder.Services, start);
        builder.Services.AddAdmin();
        builder.Services.AddSingleton<IRequestLog>(provider => new SerilogRequestLog(
            log,
            provider.GetRequiredService<TimeProvider>()
        ));
        builder.AddPages();
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("aimux"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(GrainServices.MeterName, ProxyMetrics.MeterName)
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter()
            );
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapWhen(context => ListenerKind.Of(context).IsAdmin, AdminPipeline.Map);
        DataPipeline.Map(app);
        return app;
    }

    private static void AddDataPlane(IServiceCollection services, ConfigurationStart start)
    {
        services.AddSingleton(new BoundsInForce(ProxyBounds.From(start.First.Options)));
        services.AddSingleton<SecretStore>();
        services.AddSingleton<UpstreamPool>();
        services.AddSingleton<Farewell>();
        services.AddSingleton<PlayedFailures>();
        services.AddSingleton<UpstreamForwarder>();
        services.AddSingleton<GrainReferences>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<ProxyMetrics>();
        services.AddSingleton<RequestReporter>();
        services.AddSingleton<WaitingRoom>();
        services.AddSingleton<RetryBudget>();
        services.AddSingleton<HedgeBudget>();
        services.AddSingleton<LearnedQuirks>();
        services.AddSingleton<FaultyBodies>();
        services.AddSingleton<StoredResponses>();
        services.AddSingleton<DataPlane>();
        services.AddSingleton<OperationEndpoint>();
        services.AddSingleton<ModelsEndpoint>();
        services.AddSingleton<HealthEndpoints>();
        services.AddSingleton<ModelDiscovery>();

        // After the silo, whose grains it needs, and before Kestrel, so that the first request finds a catalog.
        services.AddSingleton<CatalogLoader>();
        services.AddSingleton<LiveConfiguration>();
        services.AddHostedService<ConfigurationKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogLoader>());
        services.AddHostedService<FailureRehearsal>();
        services.AddHostedService<HealthProber>();
        services.AddSingleton<RequestTally>();
        services.AddHostedService(provider => provider.GetRequiredService<RequestTally>());
        services.AddSingleton(QuotaPace.Usual);
        services.AddSingleton<QuotaBoard>();
        services.AddSingleton<IQuotaView>(provider => provider.GetRequiredService<QuotaBoard>());
        services.AddHostedService<QuotaPoller>();
    }

    private static void Configure(KestrelServerOptions kestrel, AimuxOptions configured)
    {
        kestrel.AddServerHeader = false;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1; // as the HTTP client reads providers' headers
        kestrel.Limits.MaxRequestBodySize = null; // the proxy has its own bound, and its own words for it
        Listen(kestrel, configured.Server.Listen, isAdmin: false);
        Listen(kestrel, configured.Admin.Listen, isAdmin: true);
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address, bool isAdmin)
    {
        var kind = new ListenerKind(isAdmin, IsOpen: !address.IsLoopback);
        kestrel.Listen(address.EndPoint, options => Mark(options, kind));
    }

    private static void Mark(ListenOptions options, ListenerKind kind)
    {
        options.Protocols = HttpProtocols.Http1;
        options.Use(next =>
            connection =>
            {
                connection.Features.Set(kind);
                return next(connection);
            }
        );
    }
}
