using Aimux.Dashboard;
using Aimux.Dashboard.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace Aimux.Silo.Hosting;

/// <summary>The dashboard's pages on the admin listener.</summary>
internal static class Pages
{
    // A tab that was closed for good costs memory until then.
    private static readonly TimeSpan KeptWithoutBrowser = TimeSpan.FromMinutes(3);

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // Published, assets lie beside the program; built, where their packages have them.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder
            .Services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitMaxRetained = 50;
                circuits.DisconnectedCircuitRetentionPeriod = KeptWithoutBrowser;
                circuits.DetailedErrors = false;
            });
        builder.Services.AddAuthorization();
        builder.Services.AddAntiforgery(forms => forms.SuppressXFrameOptionsHeader = true);
        // What it protects, the tokens of forms and the state of tabs, does not outlive this process.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAimuxDashboard();
        builder.Services.RemoveKeysOnDisk();
    }

    /// <summary>Nothing reads the key that would be made at every start and kept in the user's home, in clear.</summary>
    private static void RemoveKeysOnDisk(this IServiceCollection services)
    {
        var protection = typeof(EphemeralDataProtectionProvider).Assembly;
        var starts = services
            .Where(each => each.ServiceType == typeof(IHostedService))
            .Where(each => each.ImplementationType?.Assembly == protection);
        foreach (var start in starts.ToArray())
        {
            services.Remove(start);
        }
    }

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets();
        routes
            .MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
