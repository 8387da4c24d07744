using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin;

/// <summary>Alone, since a scrape counts every Aimux of the process: what others count would be taken for this one's.</summary>
[Collection(nameof(Undisturbed))]
public sealed class ScrapedMetricsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_count_requests_and_never_label_them_with_what_callers_send()
    {
        await using var provider = await Simulated.Start("one", new() { Models = ["demo", "callers-invention-1"] });
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        using (await aimux.Chat(Some.StreamBody)) { }
        using (await aimux.Chat(Some.Chat("one/callers-invention-1"))) { }
        using (await aimux.Chat(Some.Chat("callers-invention-2"))) { }

        // A request is counted when it has ended, and a scrape may be a moment old.
        string[] expected =
        [
            """aimux_requests_total{otel_scope_name="Aimux.Proxy",http_response_status_code="200"} 2""",
            """aimux_requests_total{otel_scope_name="Aimux.Proxy",http_response_status_code="404"} 1""",
        ];
        var metrics = "";
        await Until.True(async () =>
        {
            metrics = await aimux.Admin.GetStringAsync("/metrics", Cancellation);
            return expected.All(line => metrics.Contains(line, StringComparison.Ordinal));
        });

        Assert.Contains("aimux_attempts_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("aimux_leases_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("gen_ai_client_operation_duration_seconds_bucket{", metrics, StringComparison.Ordinal);
        Assert.Contains(
            "gen_ai_client_operation_time_to_first_chunk_seconds_count{",
            metrics,
            StringComparison.Ordinal
        );
        Assert.Contains("gen_ai_client_token_usage", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("callers-invention", metrics, StringComparison.Ordinal);
    }
}
