using Aimux.Silo.Proxy.Budgets;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Proxy.Budgets;

public sealed class EarnedBudgetTests
{
    [Fact]
    public void Retries_are_a_fifth_of_the_traffic_beyond_what_was_saved() => AssertShare(new RetryBudget(), 0.2, 20);

    [Fact]
    public void Hedges_are_a_twentieth_of_the_traffic_beyond_what_was_saved() =>
        AssertShare(new HedgeBudget(), 0.05, 3);

    [Fact]
    public void Quiet_times_save_up_no_burst()
    {
        var budget = new HedgeBudget();
        for (var i = 0; i < 100_000; i++)
        {
            budget.Earn();
        }

        Assert.Equal(3, Spend(budget));
    }

    [Fact]
    public void Never_more_is_spent_than_was_earned()
    {
        Gen.Bool.Array[0, 500]
            .Sample(events =>
            {
                var budget = new RetryBudget();
                var (earned, spent) = (20.0, 0);
                foreach (var earns in events)
                {
                    if (earns)
                    {
                        budget.Earn();
                        earned += 0.2;
                    }
                    else
                    {
                        spent += budget.TrySpend() ? 1 : 0;
                    }
                }

                Assert.True(spent <= earned + 1e-6);
            });
    }

    private static void AssertShare(EarnedBudget budget, double share, int saved)
    {
        var spent = 0;
        for (var i = 0; i < 10_000; i++)
        {
            budget.Earn();
            spent += budget.TrySpend() ? 1 : 0;
        }

        Assert.InRange(spent, 10_000 * share, 10_000 * share + saved);
    }

    private static int Spend(EarnedBudget budget)
    {
        var spent = 0;
        while (budget.TrySpend())
        {
            spent++;
        }

        return spent;
    }
}
