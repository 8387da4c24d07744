using Aimux.Silo.Proxy.Waiting;
using Xunit;

namespace Aimux.Tests.Proxy.Waiting;

public sealed class FairLineTests
{
    private readonly FairLine _line = new();
    private readonly List<string> _entered = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_is_in_at_a_time()
    {
        await _line.Enter("a", Cancellation);
        var second = Enter("b");
        Assert.False(second.IsCompleted);
        Assert.False(_line.IsEmpty);

        _line.Leave();
        await second;
        _line.Leave();
        Assert.True(_line.IsEmpty);
    }

    [Fact]
    public async Task Callers_take_turns_however_many_requests_each_has()
    {
        await _line.Enter("first", Cancellation);
        Task[] waiting = [Enter("many"), Enter("many"), Enter("many"), Enter("few"), Enter("many"), Enter("few")];
        await LeaveFor(waiting);
        Assert.Equal(["many", "few", "many", "few", "many", "many"], _entered);
        Assert.True(_line.IsEmpty);
    }

    [Fact]
    public async Task Who_gives_up_is_passed_over()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await _line.Enter("first", Cancellation);
        var leaves = _line.Enter("a", gone.Token).AsTask();
        var stays = Enter("a");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);

        _line.Leave();
        await stays;
        _line.Leave();
        Assert.True(_line.IsEmpty);
    }

    private async Task Enter(string caller)
    {
        await _line.Enter(caller, Cancellation);
        lock (_entered)
        {
            _entered.Add(caller);
        }
    }

    private async Task LeaveFor(Task[] waiting)
    {
        for (var left = waiting.ToList(); left.Count > 0; )
        {
            _line.Leave();
            left.Remove(await Task.WhenAny(left));
        }

        _line.Leave();
    }
}
