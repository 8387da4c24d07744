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
        Assert.True(Same(expected, actual), $"{edit}\n{text}\nbecame\n{Encoding.UTF8.GetString(after)}");
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
            var isComment = line.TrimStart('\uFEFF').TrimStart(' ').StartsWith('#');
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

            Assert.True(next++ < now.Length, $"{edit}\nlost line {number}, {line}\n{before}\nbecame\n{now}");
        }

        if (old is not [""] && now is not [""])
        {
            Assert.Equal(old[^1].Length == 0, now[^1].Length == 0);
            Assert.Equal(old.SkipLast(1).Any(HasReturn), now.SkipLast(1).Any(HasReturn));
            Assert.Equal(old.SkipLast(1).All(HasReturn), now.SkipLast(1).All(HasReturn));
        }

        Assert.Equal(before.Utf8.AsSpan().StartsWith("\uFEFF"u8), after.AsSpan().StartsWith("\uFEFF"u8));
    }

    private static bool HasReturn(string line) => line.EndsWith('\r');

    private static string[] Lines(byte[] text) => Encoding.UTF8.GetString(text).Split('\n');
}
