using System.Globalization;
using System.Text.Json;

namespace Aimux.Bench.Load;

/// <summary>
/// Reads the newest decisions and prints what failing over added to the time to the first content: all of that time
/// that was not the serving provider's own.
/// </summary>
internal static class FailoversCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            arguments.Text("admin") + "/api/decisions?limit=1000"
        );
        using var response = await invoker.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        using var document = await JsonDocument.ParseAsync(body);
        List<double> direct = [];
        List<double> failedOver = [];
        foreach (var decision in document.RootElement.GetProperty("decisions").EnumerateArray())
        {
            if (Added(decision) is { } added)
            {
                (decision.GetProperty("attempts").GetArrayLength() > 1 ? failedOver : direct).Add(added);
            }
        }

        Console.WriteLine(
            $"direct={direct.Count} direct_p50_ms={At(direct, 0.5)} direct_p99_ms={At(direct, 0.99)} "
                + $"failovers={failedOver.Count} failover_p50_ms={At(failedOver, 0.5)} failover_p99_ms={At(failedOver, 0.99)}"
        );
        return 0;
    }

    /// <summary>Null for a request that was not served.</summary>
    private static double? Added(JsonElement decision)
    {
        var end = decision.GetProperty("end");
        if (
            end.ValueKind != JsonValueKind.Object
            || end.GetProperty("time_to_first_ms").ValueKind != JsonValueKind.Number
        )
        {
            return null;
        }

        var served = decision.GetProperty("attempts").EnumerateArray().Last().GetProperty("end");
        return served.GetProperty("latency_ms").ValueKind == JsonValueKind.Number
            ? end.GetProperty("time_to_first_ms").GetDouble() - served.GetProperty("latency_ms").GetDouble()
            : null;
    }

    private static string At(List<double> values, double share)
    {
        values.Sort();
        var at = values.Count == 0 ? 0 : values[Math.Min(values.Count - 1, (int)(share * values.Count))];
        return at.ToString("0.000", CultureInfo.InvariantCulture);
    }
}
