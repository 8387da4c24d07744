using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Proxy.Quotas;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy.Quotas;

public sealed class QuotaBoardTests
{
    private static readonly QuotaReading Good = new([new QuotaWindow("balance", "USD", Remaining: 3)], Some.Time);

    private readonly QuotaBoard _board = new();

    [Fact]
    public void A_failure_leaves_the_last_figures_and_their_time()
    {
        _board.Set("p/a", Good);
        _board.Set("p/a", QuotaReading.Failed("It failed.", Some.Time.AddHours(1)));

        Assert.Equal(Good with { Problem = "It failed." }, _board.Find("p/a"));
        _board.Set("p/a", Good);
        Assert.Null(_board.Find("p/a")!.Problem);
    }

    [Fact]
    public void A_later_failure_takes_the_place_of_one_without_figures()
    {
        _board.Set("p/a", QuotaReading.Failed("One.", Some.Time));
        var last = QuotaReading.Failed("Two.", Some.Time.AddHours(1));
        _board.Set("p/a", last);

        Assert.Same(last, _board.Find("p/a"));
    }

    [Fact]
    public void Keys_that_are_gone_are_forgotten()
    {
        _board.Set("p/a", Good);
        _board.Set("p/b", Good);
        _board.Keep(new HashSet<string>(StringComparer.Ordinal) { "p/b" });

        Assert.Null(_board.Find("p/a"));
        Assert.NotNull(_board.Find("p/b"));
    }
}
