using System.Text;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aimux.Silo.Cli;

/// <summary>What <c>aimux serve</c> says once it listens: where, what it serves, and a request to try.</summary>
internal static class Greeting
{
    public static string For(WebApplication app)
    {
        var addresses = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.ToArray();
        var catalog = app.Services.GetRequiredService<ICatalogView>().Current.Catalog;
        var isUsual = app.Services.GetRequiredService<AccessControl>().Current.Admin.IsEverybodys;
        return Write(addresses[0], addresses[1], isUsual, catalog);
    }

    private static string Write(string data, string admin, bool isUsualPassword, ProviderCatalog catalog)
    {
        var text = new StringBuilder();
        text.AppendLine($"Aimux listens on {data}/v1 for callers. Its page for you is {admin}");
        if (isUsualPassword)
        {
            text.AppendLine("  (user admin, password admin, on this machine alone; `aimux passwd` sets your own).");
        }

        text.AppendLine("Providers:");
        foreach (var provider in catalog.Providers)
        {
            var keys = provider.Keys.Length == 1 ? "1 key" : $"{provider.Keys.Length} keys";
            var kind = provider.Simulated ? ", simulated" : "";
            text.AppendLine($"  {provider.Id}: {provider.BaseUrl}, {keys}{kind}");
        }

        text.AppendLine();
        if (catalog.Routes.IsEmpty)
        {
            text.AppendLine("See which models there are, and put one in the request below:");
            text.AppendLine($"  curl {data}/v1/models");
        }

        var model = catalog.Routes.FirstOrDefault(route => !route.IsPattern)?.Name ?? "MODEL";
        var body = $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]}""";
        text.AppendLine("Try:");
        text.AppendLine($"  curl {data}/v1/chat/completions -H 'Content-Type: application/json' -d '{body}'");
        return text.ToString();
    }
}
