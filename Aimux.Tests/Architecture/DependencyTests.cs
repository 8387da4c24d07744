using Xunit;

namespace Aimux.Tests.Architecture;

public sealed class DependencyTests
{
    private const string Orleans = @"^Orleans\.";
    private const string AspNetCore = @"^Microsoft\.AspNetCore\.";
    private const string Frameworks = @"^(Orleans|Microsoft\.AspNetCore)\.";

    private const string GrainsWithoutInterfaces = @"^Aimux\.Grains\.(?!Interfaces\.)";

    [Fact]
    public void The_rules_of_routing_limits_health_latency_history_and_catalog_know_no_framework()
    {
        const string rules = @"^Aimux\.Grains\.(Routing|Limits|Health|Latency|History|Catalog)\.";
        Assert.Empty(Dependencies.Find(rules, Frameworks));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Grains\.[A-Za-z]+Grain$", Orleans));
    }

    // StreamedAnswer writes to an HttpContext; cutting and reading events needs none.
    [Theory]
    [InlineData("EventBuffer")]
    [InlineData("EventData")]
    public void Cutting_a_stream_into_events_knows_no_framework(string type)
    {
        Assert.Empty(Dependencies.Find($@"^Aimux\.Silo\.Proxy\.Sse\.{type}\b", Frameworks));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.Proxy\.Sse\.StreamedAnswer$", AspNetCore));
    }

    [Fact]
    public void What_providers_say_is_read_without_a_framework_and_without_the_data_plane()
    {
        const string dialects = @"^Aimux\.Silo\.Dialects\.";
        Assert.Empty(Dependencies.Find(dialects, Frameworks));
        Assert.Empty(Dependencies.Find(dialects, @"^Aimux\.Silo\.(?!(Dialects|Wire)\.)"));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.Proxy\.", dialects));
    }

    [Fact]
    public void Grains_know_nothing_of_http()
    {
        Assert.Empty(Dependencies.Find(@"^Aimux\.Grains\.", AspNetCore));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.Proxy\.", AspNetCore));
    }

    [Fact]
    public void Only_hosting_names_the_grains_all_others_know_their_interfaces()
    {
        Assert.Empty(Dependencies.Find(@"^Aimux\.Silo\.(?!Hosting\.)", GrainsWithoutInterfaces));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.Hosting\.", GrainsWithoutInterfaces));
    }

    [Theory]
    [InlineData("Proxy")]
    [InlineData("Dialects")]
    [InlineData("Access")]
    [InlineData("Admin")]
    [InlineData("Cli")]
    [InlineData("Configuration")]
    [InlineData("Simulation")]
    public void A_part_of_the_silo_knows_grains_by_their_interfaces_alone(string part) =>
        Assert.Empty(Dependencies.Find($@"^Aimux\.Silo\.{part}\.", GrainsWithoutInterfaces));

    [Fact]
    public void The_simulation_knows_nothing_of_aimux()
    {
        Assert.Empty(Dependencies.Find(@"^Aimux\.Silo\.Simulation\.", @"^Aimux\.(?!Silo\.Simulation\.)"));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.Configuration\.", @"^Aimux\.(?!Silo\.Configuration\.)"));
    }

    [Fact]
    public void The_toon_component_knows_nothing_of_aimux_and_no_framework()
    {
        const string toon = @"^Aimux\.Silo\.Configuration\.Toon\.";
        Assert.Empty(Dependencies.Find(toon, @"^Aimux\.(?!Silo\.Configuration\.Toon\.)"));
        Assert.Empty(Dependencies.Find(toon, Frameworks));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.Configuration\.Editing\.", toon));
    }

    [Fact]
    public void The_data_plane_knows_nothing_of_the_admin_api_the_command_line_and_the_simulation()
    {
        const string others = @"^Aimux\.Silo\.(Admin|Cli|Simulation)\.";
        Assert.Empty(Dependencies.Find(@"^Aimux\.Silo\.Proxy\.", others));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.(Hosting|Configuration)\.", others));
    }

    [Fact]
    public void The_page_knows_the_silo_by_what_it_asks_of_it_and_charts_are_drawn_without_a_framework()
    {
        Assert.Empty(Dependencies.Find(@"^Aimux\.Dashboard\.", @"^Aimux\.(Silo|Grains\.(?!Interfaces\.))"));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Silo\.Admin\.", @"^Aimux\.Dashboard\."));
        Assert.Empty(
            Dependencies.Find(@"^Aimux\.Dashboard\.Charts\.", @"^(Orleans|Microsoft\.AspNetCore|MudBlazor)\.")
        );
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Dashboard\.Components\.", @"^MudBlazor\."));
    }

    [Fact]
    public void The_data_plane_knows_nothing_of_the_page()
    {
        Assert.Empty(Dependencies.Find(@"^Aimux\.Silo\.(Proxy|Wire|Dialects)\.", @"^Aimux\.Dashboard\."));
    }

    [Fact]
    public void Serialized_types_live_in_the_interfaces_and_stored_state_beside_its_grain()
    {
        const string serialization = @"^Orleans\.(GenerateSerializer|Id|Alias|Immutable)Attribute$";
        Assert.Empty(Dependencies.Find(@"^Aimux\.Silo\.", serialization));
        Assert.Empty(Dependencies.Find(@"^Aimux\.Grains\.(?!Interfaces\.|[A-Za-z]+Record\b)", serialization));
        Assert.NotEmpty(Dependencies.Find(@"^Aimux\.Grains\.[A-Za-z]+Record$", serialization));
    }

    /// <summary>However a type hides what it names, it is found.</summary>
    [Theory]
    [InlineData("InAField")]
    [InlineData("InALambda")]
    [InlineData("InAClosure")]
    [InlineData("InAnAsyncMethod")]
    [InlineData("InAnIterator")]
    [InlineData("AsATypeArgument")]
    [InlineData("InATypeWithin")]
    public void A_rule_sees_what_a_type_names(string hidden)
    {
        Assert.NotEmpty(Dependencies.Find($@"^Aimux\.Tests\.Architecture\.Offenders\+{hidden}\b", Orleans));
        Assert.Empty(Dependencies.Find(@"^Aimux\.Tests\.Architecture\.Offenders\+Innocent\b", Orleans));
    }
}
