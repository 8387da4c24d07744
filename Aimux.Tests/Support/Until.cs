using System.Runtime.CompilerServices;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>Waits for what another thread brings about.</summary>
internal static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    public static Task True(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Holds(what, condition);

    public static Task True(
        Func<Task<bool>> condition,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    ) => Holds(what, async () => await condition());

    public static Task Holds(string what, Func<bool> condition) => Holds(what, () => ValueTask.FromResult(condition()));

    /// <param name="what">What is waited for, in words for the failure.</param>
    /// <param name="condition">Asked until it is true.</param>
    public static async Task Holds(string what, Func<ValueTask<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Longest);
        using var tick = new PeriodicTimer(Pace);
        while (!await condition())
        {
            try
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain: {what}.");
            }
        }
    }
}
