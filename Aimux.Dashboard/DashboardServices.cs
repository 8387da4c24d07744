using Aimux.Dashboard.Access;
using Aimux.Dashboard.Components.Controls;
using Aimux.Dashboard.Live;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Aimux.Dashboard;

/// <summary>What the pages need in the process that serves them.</summary>
public static class DashboardServices
{
    /// <summary>Adds the pages' own services; those of Aimux that they show and change are its host's to add.</summary>
    public static IServiceCollection AddAimuxDashboard(this IServiceCollection services)
    {
        services.AddMudServices();
        services.AddSingleton<ClusterReader>();
        services.AddSingleton<ChartBoard>();
        services.AddSingleton<BucketBoard>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<KeyDesk>();
        services.AddScoped<LiveView>();
        services.AddScoped<Changes>();
        services.AddScoped<CircuitHandler, LiveCircuit>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionState>();
        return services;
    }
}
