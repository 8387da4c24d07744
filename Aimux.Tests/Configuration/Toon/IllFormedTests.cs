using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class IllFormedTests
{
    /// <summary>Bytes behind <c>a: 1⏎é: </c>, and the column of the first that is wrong.</summary>
    public static TheoryData<byte[], int> Bytes { get; } =
        new()
        {
            { [0x80], 4 }, // a continuation without a start
            { [0xC3], 4 }, // a start without its continuation
            { [0xC3, 0x28], 4 },
            { [0xC0, 0xAF], 4 }, // longer than need be
            { [0xE0, 0x80, 0x80], 4 },
            { [0xED, 0xA0, 0x80], 4 }, // a surrogate
            { [0xF4, 0x90, 0x80, 0x80], 4 }, // beyond the last character
            { [0xFF, 0xFE], 4 },
            { [(byte)'x', 0xE2, 0x82], 5 }, // cut off
            { [0xF0, 0x9F, 0x98, 0x80, 0xF0, 0x9F, 0x98], 5 },
        };

    [Theory]
    [MemberData(nameof(Bytes))]
    public void Bytes_that_are_no_characters_are_refused_where_they_stand(byte[] bytes, int column)
    {
        byte[] text = [.. "a: 1\né: "u8, .. bytes];
        foreach (var strict in (bool[])[true, false])
        {
            var options = new ToonDecodeOptions { Strict = strict };
            var error = Assert.Throws<ToonException>(() => ToonDocument.Parse(text, options)).Error;
            Assert.Equal((ToonErrorCode.IllFormedUtf8, 2, column), (error.Code, error.Line, error.Column));

            var errors = new List<ToonError>();
            Assert.Null(ToonDocument.Read(text, options, errors));
            Assert.Equal(ToonErrorCode.IllFormedUtf8, Assert.Single(errors).Code);
        }
    }

    [Fact]
    public void Comments_are_no_place_for_them_either()
    {
        byte[] text = [.. "# "u8, 0xFF];

        Assert.Throws<ToonException>(() => ToonDocument.Parse(text));
    }
}
