using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using CsCheck;

namespace Aimux.Tests.Configuration.Toon.Editing;

/// <summary>A text as people leave it: with comments, blank lines, and whatever line ends, mixed ones too, delimiter and indentation.</summary>
internal sealed record DecoratedText(byte[] Utf8, ToonDecodeOptions Options)
{
    public static readonly Gen<DecoratedText> Any = Gen.Select(
        EditedTree.Root,
        Gen.Enum<ToonDelimiter>(),
        EditedTree.Among(1, 2, 4),
        Gen.Int[0, int.MaxValue],
        Make
    );

    public override string ToString() => Encoding.UTF8.GetString(Utf8);

    private static DecoratedText Make(JsonNode? root, ToonDelimiter delimiter, int indentSize, int seed)
    {
        var random = new Random(seed);
        var options = new ToonDecodeOptions { IndentSize = indentSize };
        var text = ToonCodec.Encode(root, new ToonEncodeOptions { IndentSize = indentSize, Delimiter = delimiter });
        var (density, hasMark) = (random.Next(6), random.Next(8) == 0);
        // Of ten lines, how many end as on Windows: none, all, or some where two editors were at work.
        var windows = random.Next(3) switch
        {
            0 => 0,
            1 => 10,
            _ => random.Next(1, 10),
        };
        var hasEnd = random.Next(3) > 0;
        var lines = new List<string>();
        string[] content = text.Length == 0 ? [] : text.Split('\n');
        foreach (var line in content.Append(null))
        {
            while (random.Next(10) < density)
            {
                lines.Add($"{new string(' ', random.Next(7))}# {lines.Count} {line}");
            }

            // Between the fields of the root a blank line is always allowed.
            if (line is null or [not ' ', ..] && random.Next(4) == 0)
            {
                lines.Add("");
            }

            if (line is not null)
            {
                lines.Add(random.Next(10) == 0 ? line + "  " : line);
            }
        }

        if (density == 0 && random.Next(2) == 0)
        {
            lines = [.. content];
        }

        var whole = new StringBuilder(hasMark ? "\uFEFF" : "");
        foreach (var (index, line) in lines.Index())
        {
            var lineEnd = random.Next(10) < windows ? "\r\n" : "\n";
            whole.Append(line).Append(hasEnd || index < lines.Count - 1 ? lineEnd : "");
        }

        return new DecoratedText(Encoding.UTF8.GetBytes(whole.ToString()), options);
    }
}
