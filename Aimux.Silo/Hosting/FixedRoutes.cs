namespace Aimux.Silo.Hosting;

/// <summary>
/// Routes that are the same for as long as the process runs. ASP.NET Core makes those of a group, and compiles their
/// handlers, whenever anybody looks at the table: four times until the first request is answered.
/// </summary>
internal static class FixedRoutes
{
    /// <summary>Maps routes, and makes each of them once.</summary>
    /// <param name="routes">Where they belong.</param>
    /// <param name="map">Maps them.</param>
    public static void MapOnce(this IEndpointRouteBuilder routes, Action<IEndpointRouteBuilder> map)
    {
        var apart = new Apart(routes);
        map(apart);
        routes.DataSources.Add(new DefaultEndpointDataSource(apart.DataSources.SelectMany(source => source.Endpoints)));
    }

    private sealed class Apart(IEndpointRouteBuilder routes) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => routes.ServiceProvider;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => routes.CreateApplicationBuilder();
    }
}
