using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Aimux.Tests.Configuration.Toon;

/// <summary>Arbitrary JSON: every form of TOON and everything that must be quoted, often.</summary>
internal static class AnyTree
{
    private static readonly string[] Odd =
    [
        "",
        " ",
        "a",
        "true",
        "null",
        "false",
        "True",
        "05",
        "1e5",
        "-1",
        "+1",
        ".5",
        "1.",
        "0x10",
        "NaN",
        "- x",
        "-",
        "#",
        "# c",
        "a b",
        " a",
        "a ",
        "a,b",
        "a|b",
        "a\tb",
        "a:b",
        "k: v",
        "http://x",
        "[2]: x",
        "{a}",
        "\"q\"",
        "\\",
        "a\nb",
        "a\r\nb",
        "é",
        "日本",
        "🙂",
        "\0",
        "\u0001",
        "\u007f",
        "\u2028",
        "\u00a0x",
        "\ufeff",
        "x,\u0301y",
        "#\u0301",
        "a-b",
        "a.b",
        "_x",
        "9a",
        "__proto__",
        "[]",
        "[0]",
        "key",
        "1,2",
        "a # b",
        "\t",
        "x\t",
    ];

    private static readonly string[] OddNumbers =
    [
        "0",
        "-0",
        "1.50",
        "1e-7",
        "1e21",
        "123456789012345678901234567890",
        "0.1000",
        "1E5",
        "1.5e-300",
        "1e400",
        "-0.000001",
        "9007199254740993",
        "1e20",
        "100",
        "0.0",
        "-0.0",
        "1e-6",
        "12.5e3",
    ];

    public static Gen<string> Text { get; } =
        Gen.OneOf(
            Gen.Int[0, Odd.Length - 1].Select(index => Odd[index]),
            Gen.String[Gen.Char.AlphaNumeric, 1, 8],
            Gen.String[Gen.Int[0, 0x2FF].Select(value => (char)value), 0, 6]
        );

    /// <summary>Numbers are numbers of their text: JSON knows no sizes.</summary>
    public static Gen<JsonNode?> Primitive { get; } =
        Gen.OneOf(
            Text.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Int.Select(number => (JsonNode?)JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture))),
            Gen.Int[0, OddNumbers.Length - 1].Select(index => JsonNode.Parse(OddNumbers[index])),
            Gen.Double.Where(double.IsFinite)
                .Select(number => JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture))),
            Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Bool.Select(_ => (JsonNode?)null)
        );

    public static Gen<JsonNode?> Value { get; } = OfDepth(4);

    private static Gen<JsonNode?> OfDepth(int depth)
    {
        if (depth == 0)
        {
            return Primitive;
        }

        var inner = OfDepth(depth - 1);
        return Gen.Frequency(
            (3, Primitive),
            (2, Primitive.List[0, 5].Select(Array)),
            (2, inner.List[0, 4].Select(Array)),
            (3, Gen.Select(Text, inner).List[0, 4].Select(Object)),
            (3, Rows(depth).Select(Array)),
            (2, Gen.Select(Text.List[0, 4], Rows(depth), (keys, rows) => Object([.. keys.Zip(rows)])))
        );
    }

    /// <summary>Objects of one shape, their fields in any order; now and then one does not fit.</summary>
    private static Gen<List<JsonNode?>> Rows(int depth)
    {
        var column = Gen.Select(Text, Gen.Int[0, 5], (key, kind) => (Key: key, Group: kind == 0 && depth > 1));
        return column
            .List[1, 4]
            .SelectMany(columns =>
            {
                var distinct = columns.DistinctBy(one => one.Key).ToList();
                var row = Gen.Select(
                    Primitive.Array[distinct.Count * 2],
                    Gen.Bool,
                    Gen.Int[0, 40],
                    (cells, turned, odd) =>
                    {
                        var fields = distinct.Select(
                            (one, index) =>
                                (
                                    one.Key,
                                    Value: one.Group
                                        ? new JsonObject
                                        {
                                            ["x"] = Copy(cells[index]),
                                            [one.Key + "y"] = Copy(cells[^(index + 1)]),
                                        }
                                    : odd == 0 ? new JsonArray(Copy(cells[index]))
                                    : Copy(cells[index])
                                )
                        );
                        return (JsonNode?)Object([.. turned ? fields.Reverse() : fields]);
                    }
                );
                return row.List[1, 4];
            });
    }

    private static JsonNode? Array(List<JsonNode?> items) => new JsonArray([.. items.Select(Copy)]);

    private static JsonNode? Object(List<(string Key, JsonNode? Value)> fields)
    {
        var value = new JsonObject();
        foreach (var (key, field) in fields)
        {
            value[key] = Copy(field);
        }

        return value;
    }

    // A node has one parent.
    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
