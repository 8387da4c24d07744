using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Bench.Toon;

/// <summary>Does Aimux write and read what the reference writes and reads?</summary>
internal static class Comparison
{
    private const int MostShown = 20;

    /// <returns>The exit code: 0 if all agree.</returns>
    public static int Run(string documents, string reference)
    {
        var (total, encode, decode, damaged, refused) = (0, 0, 0, 0, 0);
        var kinds = new Kinds();
        using var answers = new StreamReader(reference);
        foreach (var line in File.ReadLines(documents))
        {
            var document = (JsonObject)JsonNode.Parse(line)!;
            var answer = (JsonObject)
                JsonNode.Parse(answers.ReadLine() ?? throw new InvalidDataException("Too few answers."))!;
            var indent = (int)document["indent"]!;
            var options = new ToonEncodeOptions
            {
                IndentSize = indent,
                Delimiter = Delimiter((string)document["delimiter"]!),
            };
            var text = ToonCodec.Encode(document["value"], options);
            if (!string.Equals(text, (string)answer["toon"]!, StringComparison.Ordinal))
            {
                Show(encode++, "encode", line, text, (string)answer["toon"]!);
            }

            var back = Decode((string)answer["toon"]!, indent, strict: true);
            if (!kinds.Same(back, answer["back"]) || back is null && document["value"] is not null)
            {
                Show(decode++, "decode", line, back?.ToJsonString(), answer["back"]?.ToJsonString());
            }

            var mine = TryDecode((string)document["damaged"]!, indent, (bool)document["strict"]!);
            refused += mine is null ? 1 : 0;
            if (
                mine is null != answer["refused"] is not null
                || mine is not null && !kinds.Same(mine["value"], answer["damaged"])
            )
            {
                Show(
                    damaged++,
                    "decode of a damaged text",
                    line,
                    mine?.ToJsonString() ?? "refused",
                    answer.ToJsonString()
                );
            }

            total++;
        }

        Console.WriteLine($"documents {total}");
        Console.WriteLine($"encoded otherwise {encode}");
        Console.WriteLine($"decoded otherwise {decode}");
        Console.WriteLine($"damaged texts {total}, refused {refused}, judged otherwise {damaged}");
        Console.WriteLine("of the answers that count as the same:");
        Console.WriteLine($"  numbers with more digits than a double holds, rounded by the reference {kinds.Rounded}");
        Console.WriteLine($"  numbers beyond all doubles, texts to the reference {kinds.BeyondDoubles}");
        Console.WriteLine($"  objects whose integer-like keys the reference puts first {kinds.Hoisted}");
        return encode + decode + damaged == 0 ? 0 : 1;
    }

    private static JsonNode? Decode(string text, int indent, bool strict) =>
        ToonCodec.Decode(Encoding.UTF8.GetBytes(text), new ToonDecodeOptions { IndentSize = indent, Strict = strict });

    private static JsonObject? TryDecode(string text, int indent, bool strict)
    {
        try
        {
            return new JsonObject { ["value"] = Decode(text, indent, strict) };
        }
        catch (ToonException)
        {
            return null;
        }
    }

    private static ToonDelimiter Delimiter(string text) =>
        text switch
        {
            "," => ToonDelimiter.Comma,
            "\t" => ToonDelimiter.Tab,
            _ => ToonDelimiter.Pipe,
        };

    private static void Show(int before, string what, string document, string? mine, string? theirs)
    {
        if (before < MostShown)
        {
            Console.WriteLine($"{what}: {document}\n  aimux:     {mine}\n  reference: {theirs}");
        }
    }
}
