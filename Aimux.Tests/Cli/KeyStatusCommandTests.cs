using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Cli;
using Aimux.Silo.Cli.Explaining;
using Aimux.Silo.Proxy.Quotas;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Cli;

public sealed class KeyStatusCommandTests : IDisposable
{
    private const string Page = """
        {"at":"2026-01-02T03:04:05Z","keys":[
          {"id":"zai/main","provider":"zai","quota_group":"team",
           "state":{"in_flight":2,"rests_until":"2026-01-02T03:30:00Z","rest_reason":"QuotaExhausted","disabled":false,
                    "resting_models":[{"upstream_model":"glm-9","until":"2026-01-03T00:00:00Z","reason":"ModelUnknown"},
                                      {"upstream_model":"glm-8","until":"2026-01-01T00:00:00Z","reason":"ModelUnknown"}]},
           "quota":{"at":"2026-01-02T03:00:00Z","problem":"It failed (500).","windows":[
              {"name":"5 hours","unit":"requests","used":125,"limit":500,"remaining":375.5,"resets_at":"2026-01-02T05:00:00Z"},
              {"name":"week","unit":"percent","used":40,"limit":100,"remaining":60,"resets_at":null}]}},
          {"id":"two/a","provider":"two","quota_group":"two/a",
           "state":{"in_flight":0,"rests_until":"2026-01-02T03:00:00Z","rest_reason":"RateLimited","disabled":false},
           "quota":null},
          {"id":"two/b","provider":"two","quota_group":"two/b","state":{"in_flight":0,"disabled":true},
           "quota":{"at":"2026-01-01T00:00:00Z","problem":null,"windows":[{"name":"key","unit":"USD","used":1.5}]}},
          {"id":"two/c","provider":"two","quota_group":"two/c","state":null,"quota":null}
        ]}
        """;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "there",
        TimeSpan.FromHours(2),
        "",
        ""
    );

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Keys_are_told_in_lines_with_local_times()
    {
        await using var output = new StringWriter();
        var terminal = new Terminal(Stream.Null, output, output, false, _ => null, "") { Width = 250 };

        await KeyStatusText.Write(terminal, JsonNode.Parse(Page)!, Zone);

        string[][] lines =
        [
            .. output
                .ToString()
                .Split('\n')
                .Select(line =>
                    line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
                .Where(cells => cells.Length > 1),
        ];
        Assert.Equal(
            [
                ["Key", "Group", "In flight", "State", "Models at rest", "Quota", "Left", "Resets", "Told"],
                [
                    "zai/main",
                    "team",
                    "2",
                    "rests until 05:30:00 (QuotaExhausted)",
                    "glm-9 until 2026-01-03 02:00 (ModelUnknown)",
                    "5 hours",
                    "375.5 of 500 requests",
                    "07:00:00",
                    "05:00:00",
                ],
                ["week", "60 %", "05:00:00"],
                ["not told", "It failed (500)."],
                ["two/a", "0", "open"],
                ["two/b", "0", "disabled", "key", "1.5 USD used", "2026-01-01 02:00"],
                ["two/c", "not known"],
            ],
            lines
        );
    }

    [Fact]
    public async Task A_running_aimux_tells_how_its_keys_stand()
    {
        await using var provider = await Simulated.Start("one");
        var source = new FixedProviders(Some.Provider(provider) with { Vendor = "synthetic" });
        await using var aimux = await RunningAimux.Start(
            source,
            builder => builder.Services.AddSingleton(QuotaPace.Usual with { First = TimeSpan.Zero })
        );
        await aimux.Grains.GetGrain<IQuotaGroupGrain>("one/a").Disable("one/a");
        var board = aimux.Services.GetRequiredService<QuotaBoard>();
        await Until.True(() => board.Find("one/a") is not null);

        var told = await _shell.Run($"keys status --admin {aimux.Admin.BaseAddress}");
        var json = await _shell.Run($"keys status --json --admin {aimux.Admin.BaseAddress}");

        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains("one/a", told.Out, StringComparison.Ordinal);
        Assert.Contains("disabled", told.Out, StringComparison.Ordinal);
        Assert.Contains("375 of 500 requests", told.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Secret("one/a"), told.All + json.All, StringComparison.Ordinal);
        Assert.Equal("one/a", (string)JsonNode.Parse(json.Out)!["keys"]![0]!["id"]!);
    }

    [Fact]
    public async Task Without_a_running_aimux_it_says_what_to_do()
    {
        var told = await _shell.Run("keys status --admin http://127.0.0.1:1");

        Assert.Equal(CommandLine.Failed, told.Code);
        Assert.Contains("No Aimux answers at http://127.0.0.1:1/", told.Error, StringComparison.Ordinal);
        Assert.Contains("aimux serve", told.Error, StringComparison.Ordinal);
    }
}
