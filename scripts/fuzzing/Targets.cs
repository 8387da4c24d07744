using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Fuzz;

/// <summary>What is fuzzed. A target throws if something happens that must not.</summary>
internal static class Targets
{
    public static Action<byte[]>? Find(string name) =>
        name switch
        {
            "decoder" => Decoder,
            "editor" => Editor,
            _ => null,
        };

    /// <summary>
    /// The first byte chooses options, two more are the editor's, the rest is a text. It is refused with a ToonException, or read; what is read can
    /// be written and read again.
    /// </summary>
    private static void Decoder(byte[] input)
    {
        if (input.Length < 3)
        {
            return;
        }

        var options = Options(input[0]);
        var text = input.AsMemory(3);
        var errors = new List<ToonError>();
        _ = ToonDocument.Read(text, options, errors);
        if (errors.Exists(error => error.Line < 0 || error.Column < 0 || error.Message.Length == 0))
        {
            throw new InvalidOperationException("An error has no place or no words.");
        }

        if (!ToonCodec.TryDecode(text, options, out var value, out _))
        {
            Require(errors.Count > 0, "Decode refuses what Read finds nothing wrong with.");
            return;
        }

        Require(errors.Count == 0, "Read finds mistakes in what Decode takes.");
        var json = new ArrayBufferWriter<byte>();
        ToonCodec.DecodeJson(text, json, options);
        Require(Same(value, JsonNode.Parse(json.WrittenSpan)), "The tree and the JSON differ.");
        byte[] written;
        try
        {
            written = Encoding.UTF8.GetBytes(ToonCodec.Encode(value));
        }
        catch (ToonException refused) when (refused.Message.Contains("exponent", StringComparison.Ordinal))
        {
            return; // The writer lays numbers out, and knows exponents up to an int; the reader only carries them.
        }

        Require(Same(value, ToonCodec.Decode(written)), "What was written reads as something else.");
    }

    /// <summary>
    /// The first byte chooses options, the second an edit, the third where; the rest is a text. An edit is refused with a
    /// ToonEditException, or the result is a text again.
    /// </summary>
    private static void Editor(byte[] input)
    {
        if (input.Length < 3 || !ToonCodec.TryDecode(input.AsMemory(3), Options(input[0]), out _, out _))
        {
            return;
        }

        var options = Options(input[0]);
        ToonEditor editor;
        try
        {
            editor = new ToonEditor(input.AsMemory(3), options);
        }
        catch (ToonException)
        {
            // Only texts without mistakes are edited; the options may recover from some.
            return;
        }

        var before = editor.Document.Source.ToArray();
        try
        {
            Edit(editor, input[1], Pick(editor.Document, input[2]));
        }
        catch (ToonEditException)
        {
            Require(before.AsSpan().SequenceEqual(editor.Document.Source.Span), "A refused edit changed the text.");
            return;
        }

        _ = ToonCodec.Decode(editor.Document.Source, options);
    }

    private static void Edit(ToonEditor editor, byte what, ToonPathStep[] path)
    {
        JsonNode? value = (what >> 3) switch
        {
            0 => null,
            1 => JsonValue.Create(1),
            2 => JsonValue.Create("a,b: c"),
            3 => JsonValue.Create(""),
            4 => new JsonArray(),
            5 => new JsonArray(1, "x"),
            6 => new JsonObject { ["a"] = 1, ["b"] = "x" },
            7 => new JsonArray(new JsonObject { ["a"] = 1 }, new JsonObject { ["a"] = "|" }),
            8 => new JsonObject(),
            9 => new JsonObject { ["n"] = new JsonObject { ["m"] = new JsonArray(new JsonArray()) } },
            _ => JsonValue.Create("plain"),
        };
        switch (what & 7)
        {
            case 0:
            case 1:
                editor.Set(path, value);
                break;
            case 2:
                editor.Set([.. path, "new"], value);
                break;
            case 3:
                editor.Add(path, value);
                break;
            case 4:
                editor.Add([.. path, "new"], value);
                break;
            case 5:
                editor.AddColumn(path, "new", value);
                break;
            default:
                editor.Remove(path);
                break;
        }
    }

    /// <summary>The path of one of the first values of a document.</summary>
    private static ToonPathStep[] Pick(ToonDocument document, byte which)
    {
        var steps = new List<ToonPathStep>();
        var element = document.Root;
        for (var left = (int)which; left > 0; )
        {
            var children = element.Children.Take(8).ToList();
            if (children.Count == 0)
            {
                break;
            }

            var index = left % children.Count;
            element = children[index];
            steps.Add(element.Key is { } key ? key : index);
            left /= Math.Max(2, children.Count);
        }

        return [.. steps];
    }

    private static ToonDecodeOptions Options(byte choice) =>
        new()
        {
            Strict = (choice & 1) == 0,
            IndentSize = 1 + ((choice >> 1) & 3),
            QuoteContent = (choice & 8) == 0,
            MaxDepth = (choice & 16) == 0 ? 64 : 3,
            SourceName = "fuzz",
        };

    /// <summary>DeepEquals refuses numbers with exponents beyond an int; those are compared as texts, also as TOON lays them out.</summary>
    private static bool Same(JsonNode? one, JsonNode? other)
    {
        try
        {
            return JsonNode.DeepEquals(one, other);
        }
        catch (ArgumentOutOfRangeException)
        {
            return one?.ToJsonString() == other?.ToJsonString() || ToonCodec.Encode(one) == ToonCodec.Encode(other);
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
