using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Bench.Toon;

/// <summary>Random JSON documents, and TOON texts made wrong from them, one JSON object a line.</summary>
internal static class RandomDocuments
{
    // What TOON quotes, what it must not quote, and what looks like something else.
    private static readonly string[] Words =
    [
        "",
        " ",
        "a",
        "Ada",
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
        "http://127.0.0.1/v1",
        "[2]: x",
        "{a}",
        "\"q\"",
        "\\",
        "a\nb",
        "a\r\nb",
        "é",
        "日本",
        "🙂",
        "\u0000",
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
        "__proto__x",
        "constructor",
        "[]",
        "[0]",
        "key",
        "value",
        "a=b",
        "'",
        "`",
        "$.a",
        "*",
        "1,2",
        "true,false",
    ];

    private static readonly double[] Numbers =
    [
        0,
        -0.0,
        1,
        -1,
        42,
        3.14,
        1e-6,
        1e-7,
        1.5e-9,
        1e20,
        1e21,
        1.5e300,
        123456789012,
        0.1,
        -0.000001,
        9007199254740991,
        5e-324,
        1.7976931348623157e308,
        100,
        1000000,
        0.30000000000000004,
    ];

    public static void Write(int count, int seed, string file)
    {
        var random = new Random(seed);
        using var output = new StreamWriter(file, append: false, new UTF8Encoding(false));
        for (var i = 0; i < count; i++)
        {
            var value = Value(random, random.Next(0, 5));
            var indent = random.Next(1, 5);
            var delimiter = (ToonDelimiter)random.Next(0, 3);
            var options = new ToonEncodeOptions { IndentSize = indent, Delimiter = delimiter };
            var line = new JsonObject
            {
                ["value"] = value?.DeepClone(),
                ["indent"] = indent,
                ["delimiter"] = delimiter switch
                {
                    ToonDelimiter.Comma => ",",
                    ToonDelimiter.Tab => "\t",
                    _ => "|",
                },
                ["damaged"] = Damage(random, ToonCodec.Encode(value, options)),
                ["strict"] = random.Next(4) > 0,
            };
            output.WriteLine(line.ToJsonString());
        }
    }

    private static JsonNode? Value(Random random, int depth) =>
        (depth == 0 ? 0 : random.Next(0, 8)) switch
        {
            0 or 1 => Primitive(random),
            2 => Array(random, () => Primitive(random)),
            3 => Array(random, () => Value(random, depth - 1)),
            4 => Rows(random, depth),
            5 => Entries(random, depth),
            _ => Object(random, depth),
        };

    private static JsonNode? Primitive(Random random) =>
        random.Next(0, 6) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => JsonValue.Create(random.Next(-1000, 1000)),
            3 => Number(random),
            _ => JsonValue.Create(Word(random)),
        };

    private static JsonNode Number(Random random)
    {
        var number =
            random.Next(2) == 0
                ? Numbers[random.Next(Numbers.Length)]
                : random.NextDouble() * Math.Pow(10, random.Next(-8, 23));
        return JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture))!;
    }

    private static string Word(Random random) =>
        random.Next(5) == 0
            ? Words[random.Next(Words.Length)] + Words[random.Next(Words.Length)]
            : Words[random.Next(Words.Length)];

    private static JsonArray Array(Random random, Func<JsonNode?> item)
    {
        var array = new JsonArray();
        for (var left = random.Next(0, 5); left > 0; left--)
        {
            array.Add(item());
        }

        return array;
    }

    private static JsonObject Object(Random random, int depth)
    {
        var value = new JsonObject();
        for (var left = random.Next(0, 5); left > 0; left--)
        {
            value[Word(random)] = Value(random, depth - 1);
        }

        return value;
    }

    private static JsonArray Rows(Random random, int depth)
    {
        var shape = Shape(random, depth);
        return Array(random, () => Fill(random, shape));
    }

    private static JsonObject Entries(Random random, int depth)
    {
        var shape = Shape(random, depth);
        var value = new JsonObject();
        for (var left = random.Next(0, 5); left > 0; left--)
        {
            value[Word(random)] = Fill(random, shape);
        }

        return value;
    }

    /// <summary>An object whose null fields stand for primitives.</summary>
    private static JsonObject Shape(Random random, int depth)
    {
        var shape = new JsonObject();
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            shape[Word(random)] = depth > 1 && random.Next(4) == 0 ? Shape(random, depth - 1) : null;
        }

        return shape;
    }

    /// <summary>A row of a shape: its fields in any order, and now and then one that does not fit.</summary>
    private static JsonObject Fill(Random random, JsonObject shape)
    {
        var row = new JsonObject();
        var fields = shape.ToArray();
        if (random.Next(3) == 0)
        {
            random.Shuffle(fields);
        }

        foreach (var (key, inner) in fields)
        {
            row[key] =
                random.Next(60) == 0 ? Value(random, 1)
                : inner is JsonObject group ? Fill(random, group)
                : Primitive(random);
        }

        return row;
    }

    private static string Damage(Random random, string text)
    {
        var damaged = new StringBuilder(text);
        for (var left = random.Next(0, 3); left > 0 && damaged.Length > 0; left--)
        {
            var at = random.Next(damaged.Length);
            const string marks = " \t:,|[]{}\"\\-#\n01a";
            switch (random.Next(3))
            {
                case 0 when !char.IsSurrogate(damaged[at]):
                    damaged.Remove(at, 1);
                    break;
                case 1 when !char.IsSurrogate(damaged[at]):
                    damaged[at] = marks[random.Next(marks.Length)];
                    break;
                default:
                    if (!char.IsLowSurrogate(damaged[at]))
                    {
                        damaged.Insert(at, marks[random.Next(marks.Length)]);
                    }

                    break;
            }
        }

        return damaged.ToString();
    }
}
