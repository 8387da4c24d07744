using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Aimux.Tests.Architecture;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>docs/admin-api.md. With AIMUX_WRITE_DOCS=1 its table of addresses is written anew.</summary>
public sealed partial class AdminApiPageTests
{
    private const string Begin = "<!-- Written by AdminApiPageTests from the routes themselves: begin -->\n";
    private const string End = "<!-- Written by AdminApiPageTests from the routes themselves: end -->\n";

    private static readonly string Page = Path.Combine(Repository.Root.FullName, "docs", "admin-api.md");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_script_runs_to_its_end_and_leaves_what_was_configured_and_every_comment()
    {
        await using var api = await AdminApi.Start();
        var before = await Rows(api);
        using var folder = new TemporaryFolder();
        var script = new StringBuilder("set -euo pipefail\n");
        foreach (Match block in Script().Matches(await File.ReadAllTextAsync(Page, Cancellation)))
        {
            script.Append(block.Groups["text"].ValueSpan);
        }

        var (exit, output) = await Run(api, folder, script.ToString());

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
        var page = await File.ReadAllTextAsync(Page, Cancellation);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= Begin.Length && end >= start, "The page has lost the comments around its table.");
        var expected = Table(api.Aimux.Services);
        if (Environment.GetEnvironmentVariable("AIMUX_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(Page, page[..start] + expected + page[end..], Cancellation);
            return;
        }

        Assert.True(
            page[start..end] == expected,
            "The addresses have changed; run this test with AIMUX_WRITE_DOCS=1 to write their table anew."
        );
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
        var rows = services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() is not null)
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetRequiredMetadata<HttpMethodMetadata>()
                    .HttpMethods.Select(method =>
                        (
                            Path: endpoint.RoutePattern.RawText!,
                            Method: method,
                            endpoint.Metadata.GetRequiredMetadata<IEndpointSummaryMetadata>().Summary
                        )
                    )
            )
            .OrderBy(row => row.Path, StringComparer.Ordinal)
            .ThenBy(row => row.Method, StringComparer.Ordinal);
        foreach (var (path, method, summary) in rows)
        {
            table.Append($"| `{method} {path}` | {summary.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static async Task<(int Exit, string Output)> Run(AdminApi api, TemporaryFolder folder, string script)
    {
        var start = new ProcessStartInfo("bash", ["-s"])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AIMUX"] = api.Aimux.Admin.BaseAddress!.GetLeftPart(UriPartial.Authority),
                ["NO_PROXY"] = "127.0.0.1",
            },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script.AsMemory(), Cancellation);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(
        "^```bash\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Script();
}
