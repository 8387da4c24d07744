using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>The configuration, secrets masked; fields as of <see cref="ConfigurationView"/>.</summary>
internal sealed record ConfigurationPage(
    string? File,
    string? Version,
    DateTimeOffset LoadedAt,
    bool InForce,
    ProviderSource Source,
    ImmutableArray<ProviderBody> Providers,
    ImmutableArray<KeyRow> Keys,
    ImmutableArray<RouteBody> Routes,
    ImmutableArray<CallerBody> Callers,
    ImmutableArray<Finding> Findings,
    ImmutableArray<string> Notices,
    ImmutableArray<string> PendingRestart
)
{
    public static ConfigurationPage Of(ConfigurationView view) =>
        new(
            view.File,
            view.Version,
            view.LoadedAt,
            view.InForce,
            view.Source,
            [.. view.Providers.Select(ProviderBody.Of)],
            view.Keys,
            [.. view.Routes.Select(RouteBody.Of)],
            [.. view.Callers.Select(CallerBody.Of)],
            view.Findings,
            view.Notices,
            view.PendingRestart
        );
}
