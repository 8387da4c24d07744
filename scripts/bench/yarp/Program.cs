// The yardstick: YARP with one route to one destination and nothing else.
using Yarp.ReverseProxy.Configuration;

var options = new ConfigurationBuilder().AddCommandLine(args).Build();
if (options["listen"] is not { } listen || options["upstream"] is not { } upstream)
{
    await Console.Error.WriteLineAsync("usage: aimux-bench-yarp --listen URL --upstream URL");
    return 2;
}

var builder = WebApplication.CreateBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls(listen);

var route = new RouteConfig
{
    RouteId = "all",
    ClusterId = "upstream",
    Match = new RouteMatch { Path = "{**path}" },
};
var cluster = new ClusterConfig
{
    ClusterId = "upstream",
    Destinations = new Dictionary<string, DestinationConfig> { ["only"] = new() { Address = upstream } },
};
builder.Services.AddReverseProxy().LoadFromMemory([route], [cluster]);

await using var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
return 0;
