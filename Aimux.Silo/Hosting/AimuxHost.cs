using System.Text;
using Aimux.Grains.Hosting;
using Aimux.Silo.Admin;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Decisions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Serilog;

namespace Aimux.Silo.Hosting;

/// <summary>Puts one Aimux together: silo, data listener, admin listener.</summary>
internal static class AimuxHost
{
    /// <param name="listen">Where to listen.</param>
    /// <param name="source">Where providers come from.</param>
    /// <param name="log">Where logs go; owned by the caller.</param>
    /// <param name="configure">Changes to the services, such as another clock.</param>
    public static WebApplication Build(
        ServeOptions listen,
        IProviderSource source,
        Serilog.ILogger log,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "aimux" });
        builder.Configuration.AddEnvironmentVariables("AIMUX_");
        builder.Services.AddSerilog(log);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, listen));
        builder.UseOrleans(SiloSetup.Configure);
        builder.Services.AddAimuxGrains();
        AddDataPlane(builder.Services, source);
        builder.Services.AddSingleton<IRequestLog>(provider => new SerilogRequestLog(
            log,
            provider.GetRequiredService<TimeProvider>()
        ));
        builder.Services.AddSingleton<DecisionEndpoints>();
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
        app.MapWhen(context => context.Features.Get<ListenerKind>() == ListenerKind.Admin, AdminPipeline.Map);
        DataPipeline.Map(app);
        return app;
    }

    private static void AddDataPlane(IServiceCollection services, IProviderSource source)
    {
        services
            .AddOptionsWithValidateOnStart<ProxyOptions>()
            .BindConfiguration(ProxyOptions.Section)
            .ValidateDataAnnotations();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ProxyOptions>>().Value);
        services.AddSingleton(source);
        services.AddSingleton<SecretStore>();
        services.AddSingleton<UpstreamPool>();
        services.AddSingleton<Farewell>();
        services.AddSingleton<UpstreamForwarder>();
        services.AddSingleton<GrainReferences>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<ProxyMetrics>();
        services.AddSingleton<RequestReporter>();
        services.AddSingleton<DataPlane>();
        services.AddSingleton<ChatEndpoint>();
        services.AddSingleton<ModelsEndpoint>();
        services.AddSingleton<HealthEndpoints>();
        services.AddSingleton<ModelDiscovery>();

        // After the silo, whose grains it needs, and before Kestrel, so that the first request finds a catalog.
        services.AddSingleton<CatalogLoader>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogLoader>());
        services.AddHostedService<FailureRehearsal>();
    }

    private static void Configure(KestrelServerOptions kestrel, ServeOptions listen)
    {
        kestrel.AddServerHeader = false;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1; // as the HTTP client reads providers' headers
        kestrel.Limits.MaxRequestBodySize = null; // the proxy has its own bound, and its own words for it
        kestrel.Listen(listen.Data.EndPoint, options => Mark(options, ListenerKind.Data));
        kestrel.Listen(listen.Admin.EndPoint, options => Mark(options, ListenerKind.Admin));
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
