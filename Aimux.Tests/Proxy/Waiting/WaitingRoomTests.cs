using Aimux.Silo.Proxy.Waiting;
using Xunit;

namespace Aimux.Tests.Proxy.Waiting;

public sealed class WaitingRoomTests
{
    private readonly WaitingRoom _room = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task There_is_no_more_room_than_was_said()
    {
        using var one = await _room.LineUp("r", "a", most: 1, Cancellation);
        Assert.NotNull(one);
        Assert.Null(await _room.LineUp("other", "a", most: 1, Cancellation));

        one.Dispose();
        using var next = await _room.LineUp("other", "a", most: 1, Cancellation);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_turn_is_given_back_once_however_often_it_is_disposed()
    {
        var one = await _room.LineUp("r", "a", most: 9, Cancellation);
        var second = _room.LineUp("r", "a", most: 9, Cancellation).AsTask();
        var third = _room.LineUp("r", "a", most: 9, Cancellation).AsTask();
        Assert.Equal(3, _room.Count);
        one!.Dispose();
        one.Dispose();
        var turn = await second;
        Assert.False(third.IsCompleted);
        Assert.True(_room.HasLine("r"));

        turn!.Dispose();
        (await third)!.Dispose();
        Assert.False(_room.HasLine("r"));
        Assert.Equal(0, _room.Count);
    }

    [Fact]
    public async Task Who_gives_up_makes_room()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var one = await _room.LineUp("r", "a", most: 2, Cancellation);
        var leaves = _room.LineUp("r", "a", most: 2, gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        Assert.Equal(1, _room.Count);
    }
}
