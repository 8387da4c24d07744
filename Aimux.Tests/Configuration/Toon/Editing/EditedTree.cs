using System.Text.Json.Nodes;
using CsCheck;

namespace Aimux.Tests.Configuration.Toon.Editing;

/// <summary>Trees such as people keep in configurations: much that becomes tables, keyed tables and lists of lists.</summary>
internal static class EditedTree
{
    public static readonly Gen<string> Text = Gen.OneOf(
        Among("", "a", "b c", "05", "1.5", "true", "null", "-x", "# y", "a,b", "a|b", "a\tb", "x: y", "[2]: z"),
        Among("{a}", "\"q\"", "\\", "\n", " a", "é", "😀", "\u00A0", "\uFEFF", "-", "[]", "\u0301,", "1e9"),
        Gen.Char["abc:,|\t\"\\#-[]{} \n\r05"].Array[0, 6].Select(chars => new string(chars))
    );

    public static readonly Gen<string> Key = Gen.OneOf(
        Among("a", "b", "c", "d", "e", "name"),
        Among("x-y", "", "5", "a.b", "k v", "k,v", "k|v", "- a", "#", "[1]", "a[1]:", "é", "\"", "\t")
    );

    /// <summary>One value of each shape, as JSON.</summary>
    public static readonly string[] Samples =
    [
        "null",
        "\"# x\"",
        "[]",
        "{}",
        "[1,\"a|b\"]",
        "[{\"a\":1,\"b\":2}]",
        "{\"a\":{\"x\":1},\"b\":{\"x\":\"y,z\"}}",
        "[1,{\"a\":[[2]]}]",
    ];

    /// <summary>A primitive as JSON, so that each use makes a node of its own.</summary>
    private static readonly Gen<string> PrimitiveJson = Gen.OneOf(
        Among("null", "true", "false", "0", "-1", "12345678901234567890", "1.25", "1e-9"),
        Text.Select(text => JsonValue.Create(text).ToJsonString())
    );

    public static readonly Gen<JsonNode?> Primitive = PrimitiveJson.Select(json => JsonNode.Parse(json));

    public static readonly Gen<JsonNode?> Any = Tree(3).Select(json => JsonNode.Parse(json));

    /// <summary>An object, since most edits need keys, or now and then anything.</summary>
    public static readonly Gen<JsonNode?> Root = Gen.Frequency((5, Object(Tree(3), 0, 5)), (1, Tree(3)))
        .Select(json => JsonNode.Parse(json));

    public static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Tree(int depth)
    {
        if (depth == 0)
        {
            return Gen.OneOf(PrimitiveJson, Among("[]", "{}"));
        }

        var inner = Tree(depth - 1);
        return Gen.OneOf(
            PrimitiveJson,
            Array(PrimitiveJson, 0, 4),
            Array(inner, 0, 3),
            Object(inner, 0, 4),
            Rows(isKeyed: false),
            Rows(isKeyed: true)
        );
    }

    private static Gen<string> Array(Gen<string> item, int least, int most) =>
        item.Array[least, most].Select(items => $"[{string.Join(',', items)}]");

    private static Gen<string> Object(Gen<string> value, int least, int most) =>
        Gen.Select(Keys(least, most), value.Array[most], (keys, values) => Object(keys, values));

    private static string Object(string[] keys, string[] values) =>
        $"{{{string.Join(',', keys.Zip(values, (key, value) => $"{JsonValue.Create(key).ToJsonString()}:{value}"))}}}";

    private static Gen<string[]> Keys(int least, int most) =>
        Key.Array[least, most].Select(keys => keys.Distinct().ToArray());

    /// <summary>Objects of the same fields, one of which may be an object itself.</summary>
    private static Gen<string> Rows(bool isKeyed) =>
        Gen.Select(
            Keys(1, 4),
            Keys(1, 2),
            Gen.Bool,
            PrimitiveJson.Array[24],
            Keys(1, 4),
            (columns, group, isNested, cells, entries) =>
            {
                var rows = entries.Select(
                    (_, row) =>
                    {
                        var values = cells[(row * 6)..(row * 6 + 4)];
                        values[0] = isNested ? Object(group, cells[(row * 6 + 4)..]) : values[0];
                        return Object(columns, values);
                    }
                );
                return isKeyed ? Object(entries, [.. rows]) : $"[{string.Join(',', rows)}]";
            }
        );
}
