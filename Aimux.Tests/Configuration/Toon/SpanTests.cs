using System.Text;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class SpanTests
{
    /// <summary>Every form that a value can have, with what may stand around one.</summary>
    private const string Text = """
        # comment
        name: "a b"
        empty: []
        group:
          port: 8080

          "q k" :  é
        nums[3]: 1, two ,"3"
        rows[2|]{id|"own er"{name|mail}}:
          1|ann|a@x
          # remark
          2 | bob |
        keyed[1:]{a,b}:
          k1: 1,2
        list[5]:
          - 5
          - a: 1
            b: 2
          - [2]: x,y
          - []
          -

        tail: end
        # behind
        """;

    private static readonly ToonDocument Document = ToonDocument.Parse(Encoding.UTF8.GetBytes(Text));

    /// <summary>A path, then form, key, value, count, fields, and first and last line.</summary>
    public static TheoryData<string, string, string, string, string, string, int, int> Places { get; } =
        new()
        {
            { "name", "Field", "name", "\"a b\"", "", "", 2, 2 },
            { "empty", "EmptyArray", "empty", "empty: []", "", "", 3, 3 },
            { "group", "Fields", "group", "group:\n  port: 8080\n\n  \"q k\" :  é", "", "", 4, 7 },
            { "group/port", "Field", "port", "8080", "", "", 5, 5 },
            { "group/q k", "Field", "\"q k\"", "é", "", "", 7, 7 },
            { "nums", "Inline", "nums", "nums[3]: 1, two ,\"3\"", "3", "", 8, 8 },
            { "nums/1", "InlineValue", "", "two", "", "", 8, 8 },
            { "nums/2", "InlineValue", "", "\"3\"", "", "", 8, 8 },
            {
                "rows",
                "Table",
                "rows",
                "rows[2|]{id|\"own er\"{name|mail}}:\n  1|ann|a@x\n  # remark\n  2 | bob |",
                "2",
                "id|\"own er\"{name|mail}",
                9,
                12
            },
            { "rows/0", "Row", "", "1|ann|a@x", "", "", 10, 10 },
            { "rows/0/id", "Cell", "id", "1", "", "", 10, 10 },
            { "rows/0/own er", "Group", "\"own er\"", "", "", "", 10, 10 },
            { "rows/0/own er/mail", "Cell", "mail", "a@x", "", "", 10, 10 },
            { "rows/1", "Row", "", "2 | bob |", "", "", 12, 12 },
            { "rows/1/own er/name", "Cell", "name", "bob", "", "", 12, 12 },
            { "rows/1/own er/mail", "Cell", "mail", "", "", "", 12, 12 },
            { "keyed", "KeyedTable", "keyed", "keyed[1:]{a,b}:\n  k1: 1,2", "1", "a,b", 13, 14 },
            { "keyed/k1", "Row", "k1", "k1: 1,2", "", "", 14, 14 },
            { "keyed/k1/b", "Cell", "b", "2", "", "", 14, 14 },
            {
                "list",
                "List",
                "list",
                "list[5]:\n  - 5\n  - a: 1\n    b: 2\n  - [2]: x,y\n  - []\n  -",
                "5",
                "",
                15,
                21
            },
            { "list/0", "Item", "", "5", "", "", 16, 16 },
            { "list/1", "Fields", "", "- a: 1\n    b: 2", "", "", 17, 18 },
            { "list/1/a", "Field", "a", "1", "", "", 17, 17 },
            { "list/1/b", "Field", "b", "2", "", "", 18, 18 },
            { "list/2", "Inline", "", "- [2]: x,y", "2", "", 19, 19 },
            { "list/3", "EmptyArray", "", "- []", "", "", 20, 20 },
            { "list/4", "Fields", "", "-", "", "", 21, 21 },
            { "tail", "Field", "tail", "end", "", "", 23, 23 },
        };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_value_knows_its_place(
        string path,
        string form,
        string key,
        string value,
        string count,
        string fields,
        int firstLine,
        int lastLine
    )
    {
        var element = Find(path);

        Assert.Equal(form, element.Form.ToString());
        Assert.Equal(key, Cut(element.KeySpan));
        Assert.Equal(value, Cut(element.Span));
        Assert.Equal(count, Cut(element.CountSpan));
        Assert.Equal(fields, Cut(element.FieldsSpan));
        Assert.Equal((firstLine, lastLine), (element.FirstLine, element.LastLine));
    }

    [Fact]
    public void The_root_reaches_from_its_first_field_to_its_last()
    {
        var root = Document.Root;

        Assert.StartsWith("name:", Cut(root.Span), StringComparison.Ordinal);
        Assert.EndsWith("tail: end", Cut(root.Span), StringComparison.Ordinal);
        Assert.Equal((2, 23), (root.FirstLine, root.LastLine));
        Assert.Equal(24, Document.LineCount);
    }

    [Fact]
    public void Every_form_is_among_them() =>
        Assert.Empty(
            Enum.GetNames<ToonForm>().Except(Places.Select(place => place.Data.Item2), StringComparer.Ordinal)
        );

    [Fact]
    public void A_table_knows_its_columns()
    {
        Assert.Equal(["id", "own er"], Find("rows").Columns);
        Assert.Equal(["a", "b"], Find("keyed").Columns);
        Assert.Empty(Find("nums").Columns);
    }

    [Fact]
    public void A_line_is_cut_without_its_end()
    {
        var document = ToonDocument.Parse(Encoding.UTF8.GetBytes("a: 1\r\n\n  \nb: 2 \n"));

        Assert.Equal(
            ["a: 1", "", "  ", "b: 2 "],
            Enumerable
                .Range(1, document.LineCount)
                .Select(document.LineSpan)
                .Select(span => Encoding.UTF8.GetString(document.Source.Span.Slice(span.Start, span.Length)))
        );
    }

    private static ToonElement Find(string path)
    {
        var element = Document.Root;
        foreach (var step in path.Split('/'))
        {
            element =
                element.Kind == ToonKind.Array ? element.Children.ElementAt(step[0] - '0')
                : element.TryGet(step, out var field) ? field
                : throw new InvalidOperationException(step);
        }

        return element;
    }

    private static string Cut(ToonSpan span) =>
        Encoding.UTF8.GetString(Document.Source.Span.Slice(span.Start, span.Length));
}
