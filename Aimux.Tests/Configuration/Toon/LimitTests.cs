using System.Buffers;
using System.Text;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class LimitTests
{
    private const long MiB = 1 << 20;

    [Fact]
    public void Depth_of_lines_is_bounded() =>
        Refuses(string.Concat(Enumerable.Range(0, 2000).Select(level => new string(' ', level * 2) + "a:\n")), 4 * MiB);

    [Fact]
    public void Depth_of_items_is_bounded() =>
        Refuses(
            "a[1]:\n"
                + string.Concat(Enumerable.Range(1, 2000).Select(level => new string(' ', level * 2) + "- [1]:\n")),
            4 * MiB
        );

    [Fact]
    public void A_hundred_thousand_groups_within_each_other_are_refused() =>
        Refuses(
            "a[1]{" + string.Concat(Enumerable.Repeat("g{", 100_000)) + "x" + new string('}', 100_001) + ":\n",
            MiB
        );

    [Fact]
    public void A_hundred_thousand_open_groups_side_by_side_take_no_more_than_their_text() =>
        Refuses(
            "a[1]{" + string.Join(',', Enumerable.Range(0, 100_000).Select(name => $"g{name}{{x}}")) + "}:\n",
            64 * MiB,
            new ToonDecodeOptions { MaxNodes = 100_000 }
        );

    [Theory]
    [InlineData("a[999999999999999999999]:")]
    [InlineData("a[9223372036854775807]: 1,2")]
    [InlineData("a[999999999999999999999]{b}:\n  1\n")]
    public void A_count_allocates_nothing(string text)
    {
        var allocated = Allocated(() => Assert.Throws<ToonException>(() => Parse(text)), out var exception);

        Assert.Equal(ToonErrorCode.CountMismatch, exception.Error.Code);
        Assert.True(allocated < MiB, $"{allocated}");
    }

    [Fact]
    public void A_key_is_bounded()
    {
        Refuses(new string('k', 5000) + ": 1\n", MiB);
        Refuses($"\"{new string('k', 5000)}\": 1\n", MiB);
        Refuses($"a[1]{{{new string('k', 5000)}}}:\n  1\n", MiB);
        Refuses($"a[1:]{{b}}:\n  {new string('k', 5000)}: 1\n", MiB);
        Parse(new string('k', 4096) + ": 1\n");
        Parse($"\"{new string('k', 4096)}\": 1\n");
    }

    [Fact]
    public void A_line_is_bounded()
    {
        Refuses("a: 1\nb: " + new string('v', 1 << 20), MiB);
        Refuses("# " + new string('v', 1 << 20), MiB);
        Refuses(new string(' ', (1 << 20) + 1), MiB);
    }

    [Fact]
    public void A_text_is_bounded() => Refuses("a: 1\nb: 2\n", MiB, new ToonDecodeOptions { MaxBytes = 9 });

    [Theory]
    [InlineData("a[100000]: ", ",")]
    [InlineData("a[100000]:\n", "  -\n")]
    [InlineData("a[100000]{b}:\n", "  1\n")]
    [InlineData("a[100000:]{b}:\n", "  k: 1\n")]
    public void Values_are_bounded(string header, string value) =>
        Refuses(
            header + string.Concat(Enumerable.Repeat(value, 100_000)),
            8 * MiB,
            new ToonDecodeOptions { MaxNodes = 10_000, Strict = false }
        );

    [Fact]
    public void A_short_text_does_not_stand_for_a_long_one()
    {
        // 4 KiB of names in 100,000 rows: 400 MB of JSON from 400 KB.
        var text = Encoding.UTF8.GetBytes(
            $"a[100000]{{{new string('k', 4096)}}}:\n" + string.Concat(Enumerable.Repeat("  1\n", 100_000))
        );
        var to = new Drain();
        var allocated = Allocated(
            () => Assert.Throws<ToonException>(() => ToonCodec.DecodeJson(text, to)),
            out var exception
        );

        Assert.Equal(ToonErrorCode.LimitExceeded, exception.Error.Code);
        Assert.InRange(to.Length, 0, ToonDecodeOptions.Default.MaxOutputBytes);
        Assert.True(allocated < 64 * MiB, $"{allocated}");
    }

    [Fact]
    public void What_is_written_is_bounded_in_depth()
    {
        var json = Encoding.UTF8.GetBytes(new string('[', 100_000) + new string(']', 100_000));
        var to = new Drain();
        var error = Assert.Throws<ToonException>(() => ToonCodec.EncodeJson(to, json)).Error;

        Assert.Equal(ToonErrorCode.LimitExceeded, error.Code);
        Assert.Equal(0, to.Length);
    }

    private static void Refuses(string text, long mostBytes, ToonDecodeOptions? options = null)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var allocated = Allocated(
            () => Assert.Throws<ToonException>(() => ToonDocument.Parse(utf8, options)),
            out var exception
        );

        Assert.Equal(ToonErrorCode.LimitExceeded, exception.Error.Code);
        Assert.True(allocated < mostBytes, $"{allocated} bytes were allocated.");
        var errors = new List<ToonError>();
        Assert.Null(ToonDocument.Read(utf8, options ?? ToonDecodeOptions.Default, errors));
        Assert.Contains(errors, error => error.Code == ToonErrorCode.LimitExceeded);
    }

    private static void Parse(string text) => ToonDocument.Parse(Encoding.UTF8.GetBytes(text));

    private static long Allocated<T>(Func<T> work, out T result)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        result = work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Counts what is written, and keeps none of it.</summary>
    private sealed class Drain : IBufferWriter<byte>
    {
        private byte[] _buffer = new byte[1 << 16];

        public long Length { get; private set; }

        public void Advance(int count) => Length += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_buffer.Length < sizeHint)
            {
                _buffer = new byte[sizeHint];
            }

            return _buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
