using Aimux.Silo.Proxy.Quotas;
using Xunit;

namespace Aimux.Tests.Proxy.Quotas;

public sealed class QuotaPaceTests
{
    [Theory]
    [InlineData(true, 0, 5)]
    [InlineData(true, 1, 10)]
    [InlineData(true, 3, 40)]
    [InlineData(true, 4, 60)]
    [InlineData(true, int.MaxValue, 60)]
    [InlineData(false, 0, 60)]
    [InlineData(false, 1, 60)]
    public void Waits_double_after_failures_and_are_long_while_nobody_asks(bool used, int failures, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), QuotaPace.Usual.Wait(used, failures, draw: 0));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 1.2), QuotaPace.Usual.Wait(used, failures, draw: 1));
    }

    [Fact]
    public void The_first_question_waits_a_little() =>
        Assert.InRange(QuotaPace.Usual.WaitAtFirst(draw: 0.5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
}
