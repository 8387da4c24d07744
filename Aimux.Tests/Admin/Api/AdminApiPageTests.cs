using System.Text;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>docs/admin-api.md. With AIMUX_WRITE_DOCS=1 its table of addresses is written anew.</summary>
public sealed class AdminApiPageTests
{
    private static readonly DocumentPage Page = new("admin-api.md");

    [Fact]
    public async Task Its_script_runs_to_its_end_and_leaves_what_was_configured_and_every_comment()
    {
        await using var api = await AdminApi.Start();
        var before = await Rows(api);
        using var folder = new TemporaryFolder();
        var script = string.Concat(Page.Blocks("bash").Prepend("set -euo pipefail\n"));

        var (exit, printed, errors) = await Bash.Run(
            script,
            folder.Path,
            ("AIMUX", api.Aimux.Admin.BaseAddress!.GetLeftPart(UriPartial.Authority)),
            ("NO_PROXY", "127.0.0.1")
        );

        var output = printed + errors;
        Assert.True(exit == 0, output);
        Assert.Contains("event: snapshot", output, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-key-of-the-lab", output, StringComparison.Ordinal);
        Assert.Equal(before, await Rows(api));
        Assert.DoesNotContain(api.Changed(), line => line.StartsWith("-#", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_lists_every_address()
    {
        await using var api = await AdminApi.Start();
        Page.Holds("AdminApiPageTests from the routes themselves", Table(api.Aimux.Services));
    }

    private static async Task<string[]> Rows(AdminApi api) =>
        [
            (await api.Get("/api/providers")).Is(200).Text,
            (await api.Get("/api/routes")).Is(200).Text,
            (await api.Get("/api/callers")).Is(200).Text,
            string.Join(
                '\n',
                (await api.Get("/api/config")).Is(200).Json["keys"]!.AsArray().Select(key => key!.ToJsonString())
            ),
        ];

    private static string Table(IServiceProvider services)
    {
        var table = new StringBuilder("\n| Address | What it does |\n| --- | --- |\n");
        foreach (var (path, method, summary) in ServedRoute.All(services))
        {
            Assert.False(string.IsNullOrWhiteSpace(summary), $"{method} {path}");
            table.Append($"| `{method} {path}` | {summary!.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return table.Append('\n').ToString();
    }
}
