using System.Text;
using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Dialects.Quotas;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dialects.Quotas;

/// <summary>Answers put together from the names that vendors use and values that they do not.</summary>
public sealed class AnyJsonTests
{
    private static readonly string[] Names =
    [
        .. "data limits type unit number usage currentValue remaining percentage nextResetTime code msg success".Split(
            ' '
        ),
        .. "subscription limit requests renewsAt rollingFiveHourLimit max limited nextTickAt search hourly".Split(' '),
        .. "weeklyTokenLimit percentRemaining remainingCredits maxCredits nextRegenAt freeToolCalls".Split(' '),
        .. "limit_remaining limit_reset available_balance balance_infos currency total_balance error message".Split(
            ' '
        ),
    ];

    private static readonly string[] Values =
    [
        .. "null true false 0 1 3 5 6 -1 0.5 1e30 -1e30 1e400 1767323045000 99999999999999 79228162514264337593543950335 [] {}".Split(
            ' '
        ),
        "\"\"",
        "\"$\"",
        "\"$1,0.5\"",
        "\"-$5\"",
        "\"9999-12-31T23:59:59Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"TOKENS_LIMIT\"",
        "\"TIME_LIMIT\"",
        "\"USD\"",
        "\"\\ud800\"",
        "\"1e29\"",
        "\"NaN\"",
    ];

    /// <summary>Answers as documented; anything may stand at a question mark.</summary>
    private static readonly string[] Shapes =
    [
        """{"code":200,"data":{"limits":[{"type":?,"unit":?,"number":?,"usage":?,"currentValue":?,"remaining":?,"percentage":?,"nextResetTime":?},?]}}""",
        """{"subscription":{"limit":?,"requests":?,"renewsAt":?},"search":{"hourly":{"limit":?,"requests":?}},"freeToolCalls":?}""",
        """{"rollingFiveHourLimit":{"remaining":?,"max":?,"limited":?,"nextTickAt":?},"weeklyTokenLimit":?}""",
        """{"weeklyTokenLimit":{"percentRemaining":?,"remainingCredits":?,"maxCredits":?,"nextRegenAt":?}}""",
        """{"data":{"usage":?,"limit":?,"limit_remaining":?,"limit_reset":?}}""",
        """{"code":?,"data":{"available_balance":?},"status":true}""",
        """{"is_available":?,"balance_infos":[{"currency":?,"total_balance":?},?]}""",
    ];

    private static readonly Gen<string> Likely =
        from shape in One(Shapes)
        from values in One(Values).Array[16]
        select Filled(shape, values);

    private static readonly Gen<string> Any = Nested(Nested(Nested(Nested(One(Values)))));

    [Fact]
    public void No_answer_makes_a_parser_fail() =>
        Gen.OneOf(Likely, Any)
            .Sample(
                body =>
                {
                    foreach (var vendor in QuotaSource.Vendors)
                    {
                        var reading = QuotaSource.Find(vendor)!.Parse(Encoding.UTF8.GetBytes(body), Some.Time);
                        Assert.Equal(reading.Windows.IsEmpty, reading.Problem is not null);
                        Assert.All(reading.Windows, IsWhole);
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Likely_answers_are_often_understood()
    {
        var understood = 0;
        Likely.Sample(
            body =>
            {
                if (
                    QuotaSource.Vendors.Any(vendor =>
                        !QuotaSource.Find(vendor)!.Parse(Encoding.UTF8.GetBytes(body), Some.Time).Windows.IsEmpty
                    )
                )
                {
                    Interlocked.Increment(ref understood);
                }
            },
            iter: 1_000
        );

        Assert.True(understood > 300, $"{understood} of 1000");
    }

    [Fact]
    public void Nor_do_bytes_that_are_no_json() =>
        Gen
            .Byte.Array[0, 64]
            .Sample(
                body =>
                {
                    foreach (var vendor in QuotaSource.Vendors)
                    {
                        var reading = QuotaSource.Find(vendor)!.Parse(body, Some.Time);
                        Assert.True(reading.Windows.IsEmpty && reading.Problem is not null || IsJson(body));
                    }
                },
                iter: 5_000
            );

    private static string Filled(string shape, string[] values)
    {
        var pieces = shape.Split('?');
        return string.Concat(pieces.Select((piece, i) => i == 0 ? piece : values[(i - 1) % values.Length] + piece));
    }

    private static Gen<string> One(string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static Gen<string> Nested(Gen<string> inner) =>
        Gen.OneOf(
            inner,
            Gen.Select(One(Names), inner, (name, value) => $"\"{name}\":{value}")
                .Array[0, 6]
                .Select(members => $"{{{string.Join(',', members)}}}"),
            inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")
        );

    private static void IsWhole(QuotaWindow window)
    {
        Assert.False(window.Used is null && window.Limit is null && window.Remaining is null);
        Assert.True(window.ResetsAt is not { } at || at > Some.Time);
        Assert.NotEqual("", window.Name);
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
