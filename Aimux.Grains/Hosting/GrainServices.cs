using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aimux.Grains.Hosting;

/// <summary>What Aimux's grains need in the process that hosts them.</summary>
public static class GrainServices
{
    /// <summary>Name of the meter on which grains count, for the exporter.</summary>
    public const string MeterName = GrainMetrics.MeterName;

    /// <summary>
    /// Adds what the grains need. The feed that follows the cluster is a hosted service, so this belongs after the silo.
    /// </summary>
    public static IServiceCollection AddAimuxGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<RoutingBoard>();
        services.AddSingleton<ICatalogView>(provider => provider.GetRequiredService<RoutingBoard>());
        services.AddSingleton<IHealthView>(provider => provider.GetRequiredService<RoutingBoard>());
        services.AddSingleton<IHeadroom>(provider => provider.GetRequiredService<RoutingBoard>().Headroom);
        services.AddSingleton<IWarmCaches>(provider => provider.GetRequiredService<RoutingBoard>());
        services.AddSingleton<IClusterWatch>(provider => provider.GetRequiredService<RoutingBoard>());
        services.AddSingleton<EventPublisher>();
        services.AddSingleton<GrainMetrics>();
        services.AddHostedService<ClusterFeed>();
        return services;
    }
}
