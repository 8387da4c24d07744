using Aimux.Silo.Configuration.Options;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Configuration.Options;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000", 1_000)]
    [InlineData("64 MiB", 67_108_864)]
    [InlineData("64MiB", 67_108_864)]
    [InlineData("512 KiB", 524_288)]
    [InlineData("1 GiB", 1_073_741_824)]
    [InlineData("2 KB", 2_000)]
    [InlineData("3MB", 3_000_000)]
    [InlineData("1 gb", 1_000_000_000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Sizes_are_read_as_people_write_them(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var size));
        Assert.Equal(bytes, size.Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5 MiB")]
    [InlineData("1,000")]
    [InlineData("64 MiBs")]
    [InlineData("64 M")]
    [InlineData("1 KiB 1")]
    [InlineData(" 1 KiB")]
    [InlineData("1 KiB ")]
    [InlineData("٣ KiB")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775807 KB")]
    [InlineData("8589934592 GiB")]
    public void Anything_else_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_000, "1000")]
    [InlineData(1_024, "1 KiB")]
    [InlineData(67_108_864, "64 MiB")]
    [InlineData(1_073_741_824, "1 GiB")]
    [InlineData(1_073_742_848, "1048577 KiB")]
    public void The_text_uses_the_greatest_unit_that_leaves_no_rest(long bytes, string text) =>
        Assert.Equal(text, new ByteSize(bytes).ToString());

    [Fact]
    public void The_text_is_read_as_the_same_size() =>
        Gen.Long[0, long.MaxValue]
            .Select(Gen.Int[0, 40], (bytes, shift) => new ByteSize(bytes >> shift << shift))
            .Sample(size => ByteSize.TryParse(size.ToString(), out var read) && read == size);
}
