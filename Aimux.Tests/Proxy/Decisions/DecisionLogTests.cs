using Aimux.Silo.Proxy.Decisions;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy.Decisions;

public sealed class DecisionLogTests
{
    private readonly DecisionLog _log = new();

    [Fact]
    public void Nothing_is_kept_at_first()
    {
        Assert.Empty(_log.Newest(DecisionLog.Capacity));
        Assert.Null(_log.Find("d0"));
    }

    [Fact]
    public void The_newest_come_first_and_no_more_than_asked_for()
    {
        Add(5);
        Assert.Equal(["d4", "d3", "d2", "d1", "d0"], Newest(DecisionLog.Capacity));
        Assert.Equal(["d4", "d3"], Newest(2));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(2_500)]
    public void The_last_thousand_are_kept(int added)
    {
        Add(added);
        var expected = Enumerable.Range(added - 1_000, 1_000).Reverse().Select(i => $"d{i}");
        Assert.Equal(expected, Newest(DecisionLog.Capacity));
        Assert.NotNull(_log.Find($"d{added - 1_000}"));
        Assert.NotNull(_log.Find($"d{added - 1}"));
        Assert.Null(_log.Find($"d{added - 1_001}"));
    }

    [Fact]
    public void What_many_write_at_once_is_all_kept()
    {
        Parallel.For(0, DecisionLog.Capacity, i => _log.Add(Decision(i)));
        Assert.Equal(DecisionLog.Capacity, Newest(DecisionLog.Capacity).Distinct().Count());
    }

    private static DecisionRecord Decision(int i) => new($"d{i}", Some.Time, Some.Model, streaming: false);

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _log.Add(Decision(i));
        }
    }

    private IEnumerable<string> Newest(int limit) => _log.Newest(limit).Select(decision => decision.Id);
}
