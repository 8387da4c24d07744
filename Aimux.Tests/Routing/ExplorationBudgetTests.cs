using Aimux.Grains.Routing;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Routing;

public sealed class ExplorationBudgetTests
{
    [Fact]
    public void The_first_exploration_is_free_and_the_next_must_be_earned()
    {
        var budget = new ExplorationBudget();
        Assert.True(budget.Count(wantsToExplore: true));
        var requests = 0;
        do
        {
            requests++;
        } while (!budget.Count(wantsToExplore: true));

        Assert.InRange(requests, 32, 34);
    }

    [Fact]
    public void A_quiet_time_does_not_save_up_for_a_burst()
    {
        var budget = new ExplorationBudget();
        for (var i = 0; i < 10_000; i++)
        {
            Assert.False(budget.Count(wantsToExplore: false));
        }

        Assert.Equal(1, Enumerable.Range(0, 15).Count(_ => budget.Count(wantsToExplore: true)));
    }

    [Fact]
    public void No_run_of_requests_explores_more_than_its_share_and_what_was_saved()
    {
        Gen.Bool.Array[0, 2_000]
            .Sample(wishes =>
            {
                var budget = new ExplorationBudget();
                var explored = 0;
                for (var i = 0; i < wishes.Length; i++)
                {
                    var may = budget.Count(wishes[i]);
                    Assert.True(wishes[i] || !may);
                    explored += may ? 1 : 0;
                    Assert.True(explored <= 1 + ExplorationBudget.Share * (i + 1) + 1e-6);
                }
            });
    }
}
