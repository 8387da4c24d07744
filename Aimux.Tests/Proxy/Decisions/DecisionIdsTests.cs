using Aimux.Silo.Proxy.Decisions;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Proxy.Decisions;

public sealed class DecisionIdsTests
{
    [Fact]
    public void Ids_sort_by_time()
    {
        Gen.Select(Gen.Long[0, 4_102_444_800_000], Gen.Long[0, 4_102_444_800_000], Gen.Int)
            .Sample(
                (one, other, seed) =>
                {
                    var random = new Random(seed);
                    var earlier = Next(one, random);
                    var later = Next(other, random);
                    Assert.True(
                        one == other || one.CompareTo(other) == Math.Sign(string.CompareOrdinal(earlier, later))
                    );
                }
            );
    }

    [Fact]
    public void Ids_of_the_same_moment_differ()
    {
        var random = new Random(1);
        var ids = Enumerable.Range(0, 100_000).Select(_ => DecisionIds.Next(Some.Time, random)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void An_id_is_eighteen_letters_and_digits_that_are_not_mistaken_for_each_other()
    {
        Gen.Select(Gen.Long[0, 4_102_444_800_000], Gen.Int)
            .Sample((ms, seed) => Assert.Matches("^[0-9a-hjkmnp-tv-z]{18}$", Next(ms, new Random(seed))));
    }

    [Fact]
    public void The_time_is_milliseconds()
    {
        var random = new Random(1);
        Assert.Equal(
            DecisionIds.Next(Some.Time, random)[..9],
            DecisionIds.Next(Some.Time.AddTicks(9_999), random)[..9]
        );
        Assert.NotEqual(
            DecisionIds.Next(Some.Time, random)[..9],
            DecisionIds.Next(Some.Time.AddMilliseconds(1), random)[..9]
        );
    }

    private static string Next(long ms, Random random) =>
        DecisionIds.Next(DateTimeOffset.FromUnixTimeMilliseconds(ms), random);
}
