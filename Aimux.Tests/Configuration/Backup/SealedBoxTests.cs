using Aimux.Silo.Configuration.Backup;
using Xunit;

namespace Aimux.Tests.Configuration.Backup;

public sealed class SealedBoxTests
{
    private const string Passphrase = "made-up passphrase";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void What_was_sealed_is_opened_by_the_same_passphrase(int length)
    {
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        Assert.Equal(content, SealedBox.Open(SealedBox.Seal(content, Passphrase), Passphrase));
    }

    [Fact]
    public void Another_passphrase_opens_nothing()
    {
        var box = SealedBox.Seal([1, 2, 3], Passphrase);
        Assert.Throws<InvalidDataException>(() => SealedBox.Open(box, Passphrase + " "));
    }

    [Theory]
    [InlineData(0)] // magic
    [InlineData(11)] // rounds: one more
    [InlineData(12)] // salt
    [InlineData(30)] // nonce
    [InlineData(40)] // content
    [InlineData(-1)] // tag
    public void A_box_that_was_changed_is_not_opened(int place)
    {
        var box = SealedBox.Seal([1, 2, 3], Passphrase);
        box[place < 0 ? box.Length + place : place] ^= 1;
        Assert.Throws<InvalidDataException>(() => SealedBox.Open(box, Passphrase));
    }

    [Fact]
    public void A_box_that_wants_work_without_end_is_refused_at_once()
    {
        var box = SealedBox.Seal([1], Passphrase);
        box[8] = 0x7f; // two thousand million rounds
        Assert.Throws<InvalidDataException>(() => SealedBox.Open(box, Passphrase));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(55)]
    public void What_is_too_short_is_no_box(int length)
    {
        var box = SealedBox.Seal([1], Passphrase)[..length];
        Assert.Throws<InvalidDataException>(() => SealedBox.Open(box, Passphrase));
    }

    [Fact]
    public void The_same_content_is_sealed_otherwise_each_time() =>
        Assert.NotEqual(SealedBox.Seal([1], Passphrase), SealedBox.Seal([1], Passphrase));
}
