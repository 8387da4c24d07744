using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Tests.Admin.Api;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace Aimux.Tests.Admin;

/// <summary>What the dashboard of Orleans shows of the grains, and what they hold: never a secret.</summary>
public sealed class OrleansDashboardTests
{
    private static readonly string[] Ids = ["0", "one", "two", "one/main", "one/spare", "two/main", "ci"];

    [Fact]
    public async Task No_state_of_a_grain_shows_a_secret()
    {
        await using var api = await AdminApi.Start();
        using (var answer = await api.Chat("chat"))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var types = await api.Get("/orleans/GrainTypes");
        var ours = JsonNode
            .Parse(types.Text)!
            .AsArray()
            .Select(type => (string)type!)
            .Where(type => type.StartsWith("Aimux.", StringComparison.Ordinal))
            .ToArray();
        Assert.Contains("Aimux.Grains.CatalogGrain", ours);
        Assert.Contains("Aimux.Grains.QuotaGroupGrain", ours);
        foreach (var type in ours)
        {
            foreach (var id in Ids)
            {
                var state = await api.Get($"/orleans/GrainState?grainId={Uri.EscapeDataString(id)}&grainType={type}");
                Assert.Equal(200, state.Status);
                AssertNoSecret(state.Text);
            }
        }

        foreach (var path in new[] { "DashboardCounters", "ClusterStats", "TopGrainMethods", "Reminders" })
        {
            var shown = await api.Get($"/orleans/{path}");
            Assert.Equal(200, shown.Status);
            AssertNoSecret(shown.Text);
        }
    }

    [Fact]
    public async Task The_catalog_which_every_silo_holds_has_no_secret()
    {
        await using var api = await AdminApi.Start();
        var catalog = await api.Aimux.Grains.GetGrain<ICatalogGrain>(0).GetCatalog();
        Assert.Equal(2, catalog.Providers.Length);

        var bytes = api.Aimux.Services.GetRequiredService<Serializer>().SerializeToArray(catalog);

        var text = Encoding.Latin1.GetString(bytes);
        Assert.Contains("one/main", text, StringComparison.Ordinal);
        AssertNoSecret(text);
    }

    private static void AssertNoSecret(string text)
    {
        foreach (var secret in new[] { "fake-", AdminApi.TokenHash })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
