using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class AttemptBudgetTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    private readonly AttemptBudget _budget = new(
        ProxyBounds.Default with
        {
            Deadline = TimeSpan.FromSeconds(10),
            MaxFailures = 2,
            MaxRejections = 3,
        },
        Now
    );

    [Fact]
    public void Failures_after_work_began_are_bounded_tightly()
    {
        _budget.Count(AttemptOutcome.ServerError);
        Assert.True(_budget.AllowsAnother(Now));
        _budget.Count(AttemptOutcome.Truncated);
        Assert.False(_budget.AllowsAnother(Now));
    }

    [Fact]
    public void Being_turned_away_is_bounded_by_itself()
    {
        _budget.Count(AttemptOutcome.ServerError);
        _budget.Count(AttemptOutcome.RateLimited);
        _budget.Count(AttemptOutcome.ConnectFailed);
        Assert.True(_budget.AllowsAnother(Now));
        _budget.Count(AttemptOutcome.Unauthorized);
        Assert.False(_budget.AllowsAnother(Now));
    }

    [Fact]
    public void Nothing_is_tried_after_the_deadline_nor_in_the_last_moment_before_it()
    {
        Assert.Equal(Now.AddSeconds(10), _budget.Deadline);
        Assert.True(_budget.AllowsAnother(Now.AddSeconds(9.97)));
        Assert.False(_budget.AllowsAnother(Now.AddSeconds(9.99)));
        Assert.False(_budget.AllowsAnother(Now.AddSeconds(10)));
    }

    [Fact]
    public void A_stage_gets_its_own_time_or_what_is_left()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), _budget.Within(TimeSpan.FromSeconds(3), Now.AddSeconds(5)));
        Assert.Equal(TimeSpan.FromSeconds(5), _budget.Within(TimeSpan.FromSeconds(60), Now.AddSeconds(5)));
    }
}
