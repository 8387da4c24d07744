using System.Text;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class PlaceTests
{
    /// <summary>A text, its one mistake, and where it is. Lines and columns were counted by hand.</summary>
    public static TheoryData<string, string, int, int> Wrong { get; } =
        new()
        {
            // Counts: at the digits of the header.
            { "a[2]: 1,2,3", nameof(ToonErrorCode.CountMismatch), 1, 3 },
            { "a: 1\nlist[3]:\n  - 1\n  - 2\nb: 2", nameof(ToonErrorCode.CountMismatch), 2, 6 },
            { "rows[1]{id}:\n  1\n  2\n", nameof(ToonErrorCode.CountMismatch), 1, 6 },
            { "[2:]{id}:\n  a: 1\n", nameof(ToonErrorCode.CountMismatch), 1, 2 },
            { "é[0]: 1", nameof(ToonErrorCode.CountMismatch), 1, 3 },
            { "\ufeffa[0]: 1", nameof(ToonErrorCode.CountMismatch), 1, 3 },
            { "a[999999999999999999999]:\n  - 1\n", nameof(ToonErrorCode.CountMismatch), 1, 3 },
            // Widths: at the row.
            { "rows[2]{id,name}:\n  1,a\n  2\n", nameof(ToonErrorCode.WidthMismatch), 3, 3 },
            { "rows[1]{id,name}:\n  1,a,b\n", nameof(ToonErrorCode.WidthMismatch), 2, 3 },
            { "[1:]{a,b}:\n  one: 1\n", nameof(ToonErrorCode.WidthMismatch), 2, 3 },
            // Headers: at what does not belong there.
            { "a[x]: 1", nameof(ToonErrorCode.InvalidHeader), 1, 3 },
            { "a[01]: 1", nameof(ToonErrorCode.InvalidHeader), 1, 3 },
            { "a[1;]: 1", nameof(ToonErrorCode.InvalidHeader), 1, 4 },
            { "a[1]{b}c:\n  1", nameof(ToonErrorCode.InvalidHeader), 1, 8 },
            { "a[1]{}:\n  1", nameof(ToonErrorCode.InvalidHeader), 1, 6 },
            { "a[1:]:\n  b: 1", nameof(ToonErrorCode.InvalidHeader), 1, 6 },
            { "a [1]: 1", nameof(ToonErrorCode.InvalidHeader), 1, 2 },
            { "b: 1\n[1]: 1", nameof(ToonErrorCode.InvalidHeader), 2, 1 },
            { "list[1]:\n  - [1]{a}:\n", nameof(ToonErrorCode.InvalidHeader), 2, 5 },
            // Escapes: at the backslash.
            { "a: \"b\\x\"", nameof(ToonErrorCode.InvalidEscape), 1, 6 },
            { "a: \"\\ud800\"", nameof(ToonErrorCode.InvalidEscape), 1, 5 },
            { "a: \"\\u12\"", nameof(ToonErrorCode.InvalidEscape), 1, 5 },
            { "\"a\\b\": 1", nameof(ToonErrorCode.InvalidEscape), 1, 3 },
            { "a[2]: \"é\",\"\\q\"", nameof(ToonErrorCode.InvalidEscape), 1, 12 },
            // Open quotes: where they open.
            { "a: \"b", nameof(ToonErrorCode.UnterminatedString), 1, 4 },
            { "b: 1\n\"a: 1", nameof(ToonErrorCode.UnterminatedString), 2, 1 },
            { "a[2]: 1,\"b", nameof(ToonErrorCode.UnterminatedString), 1, 9 },
            // Lines that are none.
            { "a: 1\nb", nameof(ToonErrorCode.MissingColon), 2, 1 },
            { "a\nb: 1", nameof(ToonErrorCode.MissingColon), 1, 1 },
            { "a:\n  b\n", nameof(ToonErrorCode.MissingColon), 2, 3 },
            { "[1:]{a}:\n  b\n", nameof(ToonErrorCode.MissingColon), 2, 3 },
            { "a[1]:\n  1\n", nameof(ToonErrorCode.MissingItem), 2, 3 },
            { "a[1]:\n  -1\n", nameof(ToonErrorCode.MissingItem), 2, 3 },
            { "a[1]{b}:\n  c: 1\n", nameof(ToonErrorCode.MissingItem), 2, 3 },
            // Indentation.
            { "a:\n   b: 1", nameof(ToonErrorCode.InvalidIndentation), 2, 4 },
            { "a:\n\tb: 1", nameof(ToonErrorCode.InvalidIndentation), 2, 1 },
            { "a:\n  \tb: 1", nameof(ToonErrorCode.InvalidIndentation), 2, 3 },
            { "  a: 1", nameof(ToonErrorCode.UnexpectedIndentation), 1, 3 },
            { "a: 1\n  b: 2", nameof(ToonErrorCode.UnexpectedIndentation), 2, 3 },
            { "a:\n    b: 1", nameof(ToonErrorCode.UnexpectedIndentation), 2, 5 },
            // Blank lines, where they begin.
            { "a[2]:\n  - 1\n\n  - 2\n", nameof(ToonErrorCode.BlankLine), 3, 1 },
            { "a[2]{b}:\r\n  1\r\n\r\n\r\n  2\r\n", nameof(ToonErrorCode.BlankLine), 3, 1 },
            // The second of two.
            { "a: 1\nb: 2\na: 3", nameof(ToonErrorCode.DuplicateKey), 3, 1 },
            { "a:\n  b: 1\n  \"b\": 2", nameof(ToonErrorCode.DuplicateKey), 3, 3 },
            { "a[1]{b,b}:\n  1,2", nameof(ToonErrorCode.DuplicateKey), 1, 8 },
            { "[2:]{a}:\n  b: 1\n  b: 2", nameof(ToonErrorCode.DuplicateKey), 3, 3 },
            // What stands behind the end.
            { "a: \"b\" c", nameof(ToonErrorCode.TrailingContent), 1, 7 },
            { "[1]: 1\na: 2", nameof(ToonErrorCode.TrailingContent), 2, 1 },
            { "[]\n\n# more\n[]", nameof(ToonErrorCode.TrailingContent), 4, 1 },
            // Nesting, at the container that is too much; the test admits three levels.
            { "a:\n  b:\n    c:\n      d: 1", nameof(ToonErrorCode.LimitExceeded), 3, 5 },
            { "a:\n  b[1]{c}:\n    1", nameof(ToonErrorCode.LimitExceeded), 2, 4 },
            { "a[1]{b{c}}:\n  1", nameof(ToonErrorCode.LimitExceeded), 1, 7 },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_mistake_is_found_where_it_stands(string text, string code, int line, int column)
    {
        var options = new ToonDecodeOptions { MaxDepth = 3 };
        var error = Assert.Throws<ToonException>(() => ToonDocument.Parse(Encoding.UTF8.GetBytes(text), options)).Error;

        Assert.Equal((code, line, column), (error.Code.ToString(), error.Line, error.Column));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void It_is_the_first_that_is_found_when_all_are_looked_for(string text, string code, int line, int column)
    {
        var errors = new List<ToonError>();
        ToonDocument.Read(Encoding.UTF8.GetBytes(text), new ToonDecodeOptions { MaxDepth = 3 }, errors);

        Assert.Contains(
            (code, line, column),
            errors.Select(error => (error.Code.ToString(), error.Line, error.Column))
        );
    }

    [Fact]
    public void Every_kind_of_mistake_in_a_text_has_a_place_that_is_tested()
    {
        string[] elsewhere =
        [
            nameof(ToonErrorCode.IllFormedUtf8),
            nameof(ToonErrorCode.LoneSurrogate),
            nameof(ToonErrorCode.TypeMismatch),
        ];

        Assert.Empty(
            Enum.GetNames<ToonErrorCode>()
                .Except(Wrong.Select(row => row.Data.Item2), StringComparer.Ordinal)
                .Except(elsewhere)
        );
    }

    [Theory]
    [InlineData("a: 1\nb: ", 0xD800, "", 2, 4)]
    [InlineData("", 0xDC00, "", 1, 1)]
    [InlineData("a: 1\n😀😀", 0xDFFF, "b: 2", 2, 3)]
    public void Half_a_surrogate_pair_is_found_where_it_stands(
        string before,
        int half,
        string behind,
        int line,
        int column
    )
    {
        // Put together here: as a literal in an attribute it would be replaced.
        var text = before + (char)half + behind;
        var error = Assert.Throws<ToonException>(() => ToonCodec.Decode(text)).Error;

        Assert.Equal((ToonErrorCode.LoneSurrogate, line, column), (error.Code, error.Line, error.Column));
    }

    [Fact]
    public void A_mistake_is_told_as_compilers_do()
    {
        var options = new ToonDecodeOptions { SourceName = "aimux.toon" };
        var error = Assert.Throws<ToonException>(() => ToonCodec.Decode("a: 1\nb", options)).Error;

        Assert.StartsWith("aimux.toon:2:1: The line has no colon.", error.ToString(), StringComparison.Ordinal);
    }
}
