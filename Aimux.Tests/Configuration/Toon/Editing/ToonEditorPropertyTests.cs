using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Configuration.Toon.Editing;

public sealed class ToonEditorPropertyTests(ITestOutputHelper output)
{
    private const int Texts = 20_000;

    [Fact]
    public void An_edit_changes_the_tree_as_asked_and_no_other_line()
    {
        var counts = new ConcurrentDictionary<string, (int Done, int Refused)>(StringComparer.Ordinal);

        Gen.Select(DecoratedText.Any, EditedTree.Any, EditedTree.Primitive, EditedTree.Key, Gen.Int[0, int.MaxValue])
            .Sample(
                (text, fresh, scalar, key, seed) =>
                {
                    var editor = new ToonEditor(text.Utf8, text.Options);
                    if (RandomEdit.Choose(new Random(seed), editor.Document, fresh, scalar, key) is not { } edit)
                    {
                        return;
                    }

                    var isDone = Check(editor, text, edit);
                    counts.AddOrUpdate(
                        edit.Kind,
                        _ => isDone ? (1, 0) : (0, 1),
                        (_, old) => isDone ? (old.Done + 1, old.Refused) : (old.Done, old.Refused + 1)
                    );
                },
                iter: Texts
            );

        foreach (var (kind, (done, refused)) in counts.OrderBy(count => count.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{kind}: {done} done, {refused} refused");
        }

        // Without these the property could hold by refusing everything.
        Assert.All(
            [
                "set scalar",
                "new field",
                "add to Table",
                "add to List",
                "add to Inline",
                "add entry",
                "remove",
                "add column",
            ],
            kind => Assert.True(counts[kind].Done > Texts / 200, $"{kind}: {counts[kind]}")
        );
        Assert.True(counts["set"].Done > counts["set"].Refused, $"set: {counts["set"]}");
        Assert.True(counts["remove"].Done > counts["remove"].Refused * 10, $"remove: {counts["remove"]}");
        Assert.Equal(0, counts["remove cell"].Done);
    }

    /// <summary>Whether the edit was done; either way, nothing may have happened but what it says.</summary>
    private static bool Check(ToonEditor editor, DecoratedText text, RandomEdit edit)
    {
        try
        {
            edit.Run(editor);
        }
        catch (ToonEditException refusal)
        {
            Assert.False(edit.MustSucceed, $"{edit}\n{refusal.Message}\n{text}");
            Assert.Equal(text.Utf8, editor.Document.Source.ToArray());
            return false;
        }

        var after = editor.Document.Source.ToArray();
        var expected = edit.OnTree(ToonCodec.Decode(text.Utf8, text.Options));
        var actual = ToonCodec.Decode(after, text.Options);
        Assert.True(Same(expected, actual), $"{edit}\n{text}\nbecame\n{Text(after)}");
        CheckLines(text, after, edit);
        return true;
    }

    /// <summary>As JSON text after a way through TOON, which gives numbers their one form; the order of fields aside.</summary>
    private static bool Same(JsonNode? expected, JsonNode? actual) =>
        JsonNode.DeepEquals(ToonCodec.Decode(ToonCodec.Encode(expected)), actual);

    private static void CheckLines(DecoratedText before, byte[] after, RandomEdit edit)
    {
        var (old, now) = (Lines(before.Utf8), Lines(after));
        var next = 0;
        foreach (var (index, line) in old.Index())
        {
            var number = index + 1;
            var isComment = line.TrimStart(' ').StartsWith('#');
            var isTouched =
                number >= edit.Touched.First && number <= edit.Touched.Last || number == edit.Touched.Header;
            if (isTouched && !isComment)
            {
                continue;
            }

            while (next < now.Length && now[next] != line)
            {
                next++;
            }

            Assert.True(next++ < now.Length, $"{edit}\nlost line {number}, {line}\n{before}\nbecame\n{Text(after)}");
        }

        Assert.Equal(before.Utf8.AsSpan().StartsWith("\uFEFF"u8), after.AsSpan().StartsWith("\uFEFF"u8));
        if (old.Length > 1 && now.Length > 1)
        {
            var (oldText, newText) = (Text(before.Utf8), Text(after));
            Assert.True(now[^1].Length == 0 || oldText.EndsWith('\n') == newText.EndsWith('\n'));
            Assert.Equal(
                oldText.Contains("\r\n", StringComparison.Ordinal),
                !newText.Replace("\r\n", "").Contains('\n')
            );
        }
    }

    /// <summary>The lines without line ends and byte order mark; behind the last line end begins none.</summary>
    private static string[] Lines(byte[] utf8)
    {
        var text = Text(utf8).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        return text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
    }

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
