using System.Text;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Configuration;
using Aimux.Silo.Dialects.Quotas;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Dialects.Quotas;

public sealed class QuotaSourceTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Theory]
    [InlineData("zai", "https://api.z.ai/api/monitor/usage/quota/limit", true)]
    [InlineData("zai-coding", "https://api.z.ai/api/monitor/usage/quota/limit", true)]
    [InlineData("zai-china", "https://open.bigmodel.cn/api/monitor/usage/quota/limit", true)]
    [InlineData("zai-coding-china", "https://open.bigmodel.cn/api/monitor/usage/quota/limit", true)]
    [InlineData("synthetic", "https://api.synthetic.new/v2/quotas", false)]
    [InlineData("openrouter", "https://openrouter.ai/api/v1/key", false)]
    [InlineData("moonshot", "https://api.moonshot.ai/v1/users/me/balance", false)]
    [InlineData("moonshot-china", "https://api.moonshot.cn/v1/users/me/balance", false)]
    [InlineData("deepseek", "https://api.deepseek.com/user/balance", false)]
    public void Each_vendor_is_asked_where_it_tells(string vendor, string address, bool bare)
    {
        var source = QuotaSource.Find(vendor)!;

        Assert.Equal(address, source.AddressAt(ProviderPreset.Find(vendor)!.BaseUrl).AbsoluteUri);
        Assert.Equal(bare, source.ShowsKeyBare);
    }

    [Fact]
    public void Every_vendor_is_a_preset_and_others_tell_nothing()
    {
        Assert.Equal(9, QuotaSource.Vendors.Count());
        Assert.All(QuotaSource.Vendors, vendor => Assert.NotNull(ProviderPreset.Find(vendor)));
        Assert.Null(QuotaSource.Find("cerebras"));
        Assert.Null(QuotaSource.Find(""));
    }

    [Fact]
    public void Zai_tells_windows_by_numbers_and_calls_the_limit_usage()
    {
        var reset = Now.AddHours(2).ToUnixTimeMilliseconds();
        var windows = Windows(
            "zai-coding",
            $$$"""
            {"code":200,"msg":"Operation successful","success":true,"data":{"limits":[
              {"type":"TOKENS_LIMIT","unit":3,"number":5,"usage":800,"currentValue":200,"remaining":600,"percentage":25,"nextResetTime":{{{reset}}} },
              {"type":"CREDIT_LIMIT","unit":6,"number":1,"usage":"1000","currentValue":"250.5"},
              {"type":"TIME_LIMIT","unit":5,"number":1,"usage":100,"currentValue":3,"remaining":97,"nextResetTime":0},
              {"type":"TOKENS_LIMIT","unit":1,"number":2,"percentage":40}
            ],"level":"pro"}}
            """
        );

        Assert.Equal(
            [
                new QuotaWindow("5 hours", "tokens", 200, 800, 600, Now.AddHours(2)),
                new QuotaWindow("week", "credits", 250.5m, 1000, 749.5m),
                new QuotaWindow("month, tools", "requests", 3, 100, 97),
                new QuotaWindow("2 days", "percent", 40, 100, 60),
            ],
            windows
        );
    }

    [Theory]
    [InlineData("401")]
    [InlineData("\"401\"")]
    public void Zai_refuses_a_key_within_a_200(string code)
    {
        var reading = Parse("zai", $$"""{"code":{{code}},"msg":"token expired or incorrect","success":false}""");

        Assert.Empty(reading.Windows);
        Assert.Equal("token expired or incorrect (401)", reading.Problem);
    }

    [Fact]
    public void Synthetic_tells_requests_that_may_be_fractions_and_a_week_in_percent_and_money()
    {
        var windows = Windows(
            "synthetic",
            """
            {"subscription":{"limit":500,"requests":12.4,"renewsAt":"2026-01-02T08:04:05Z"},
             "search":{"hourly":{"limit":250,"requests":0,"renewsAt":"2026-01-02T04:04:05Z"}},
             "freeToolCalls":{"limit":100,"requests":1},
             "rollingFiveHourLimit":{"remaining":399.5,"max":500,"limited":false,"tickPercent":0.05,"nextTickAt":"2026-01-02T03:10:05Z"},
             "weeklyTokenLimit":{"percentRemaining":62.5,"remainingCredits":"$1,015.25","nextRegenAt":"2026-01-03T03:04:05Z"}}
            """
        );

        Assert.Equal(
            [
                new QuotaWindow("5 hours", "requests", 100.5m, 500, 399.5m, Now.AddMinutes(6)),
                new QuotaWindow("week", "percent", 37.5m, 100, 62.5m, Now.AddDays(1)),
                new QuotaWindow("week", "USD", Remaining: 1015.25m, ResetsAt: Now.AddDays(1)),
                new QuotaWindow("subscription", "requests", 12.4m, 500, 487.6m, Now.AddHours(5)),
                new QuotaWindow("hour, search", "requests", 0, 250, 250, Now.AddHours(1)),
                new QuotaWindow("free tool calls", "requests", 1, 100, 99),
            ],
            windows
        );
    }

    [Fact]
    public void Synthetic_has_nothing_left_when_it_says_limited() =>
        Assert.Equal(
            [new QuotaWindow("5 hours", "requests", 500, 500, 0)],
            Windows("synthetic", """{"rollingFiveHourLimit":{"remaining":0.3,"max":500,"limited":true}}""")
        );

    [Theory]
    [InlineData(
        """{"data":{"usage":1.5,"limit":null,"limit_remaining":null,"limit_reset":null}}""",
        "key",
        1.5,
        null,
        null
    )]
    [InlineData(
        """{"data":{"usage":1.5,"limit":10,"limit_remaining":8.5,"limit_reset":null}}""",
        "key",
        1.5,
        10.0,
        8.5
    )]
    [InlineData(
        """{"data":{"usage":99,"limit":10,"limit_remaining":8,"limit_reset":"monthly"}}""",
        "month",
        2.0,
        10.0,
        8.0
    )]
    public void OpenRouter_tells_what_a_key_may_spend(
        string body,
        string name,
        double? used,
        double? limit,
        double? remaining
    ) =>
        Assert.Equal(
            [new QuotaWindow(name, "USD", (decimal?)used, (decimal?)limit, (decimal?)remaining)],
            Windows("openrouter", body)
        );

    [Theory]
    [InlineData("moonshot", "USD")]
    [InlineData("moonshot-china", "CNY")]
    public void Moonshot_tells_the_balance_in_the_money_of_its_region(string vendor, string currency)
    {
        const string body =
            """{"code":0,"data":{"available_balance":49.58,"voucher_balance":46.58,"cash_balance":3.0},"scode":"0x0","status":true}""";

        Assert.Equal([new QuotaWindow("balance", currency, Remaining: 49.58m)], Windows(vendor, body));
    }

    [Fact]
    public void DeepSeek_tells_the_balance_in_each_currency_as_texts() =>
        Assert.Equal(
            [
                new QuotaWindow("balance", "CNY", Remaining: 110m),
                new QuotaWindow("balance", "USD", Remaining: -0.25m),
                new QuotaWindow("balance", "", Remaining: 1),
            ],
            Windows(
                "deepseek",
                """
                {"is_available":true,"balance_infos":[
                  {"currency":"CNY","total_balance":"110.00","granted_balance":"10.00","topped_up_balance":"100.00"},
                  {"currency":"USD","total_balance":"-0.25"},
                  {"currency":"no currency","total_balance":1},
                  {"currency":"EUR"}, 7, null]}
                """
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("<html><title>502 Bad Gateway</title></html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"error":"Unauthorized"}""")]
    [InlineData("""{"error":{"message":"No auth credentials found","code":401}}""")]
    [InlineData("""{"data":null,"balance_infos":{},"weeklyTokenLimit":"none"}""")]
    [InlineData(
        """{"data":{"limits":[{"unit":3}],"limit":"much","available_balance":"1e400"},"subscription":{"limit":{}}}"""
    )]
    [InlineData("""{"code":"\ud800"}""")]
    public void A_damaged_answer_is_a_problem_in_words(string body) =>
        Assert.All(
            QuotaSource.Vendors,
            vendor =>
            {
                var reading = Parse(vendor, body);
                Assert.Empty(reading.Windows);
                Assert.Equal(Now, reading.At);
                Assert.False(string.IsNullOrEmpty(reading.Problem));
            }
        );

    [Fact]
    public void Many_windows_are_bounded() =>
        Assert.Equal(
            16,
            Windows(
                "deepseek",
                $$"""{"balance_infos":[{{string.Join(',', Enumerable.Repeat("""{"total_balance":1}""", 500))}}]}"""
            ).Length
        );

    private static QuotaWindow[] Windows(string vendor, string body)
    {
        var reading = Parse(vendor, body);
        Assert.Null(reading.Problem);
        Assert.Equal(Now, reading.At);
        return [.. reading.Windows];
    }

    private static QuotaReading Parse(string vendor, string body) =>
        QuotaSource.Find(vendor)!.Parse(Encoding.UTF8.GetBytes(body), Now);
}
