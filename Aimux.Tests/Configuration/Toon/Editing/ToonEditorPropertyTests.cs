using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Configuration.Toon.Editing;

public sealed class ToonEditorPropertyTests(ITestOutputHelper output)
{
    private const int Texts = 10_000;

    [Fact]
    public void An_edit_changes_the_tree_as_asked_and_no_other_line()
    {
        var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        Gen.Select(DecoratedText.Any, EditedTree.Any, EditedTree.Primitive, EditedTree.Key, Gen.Int[0, int.MaxValue])
            .Sample(
                (text, fresh, scalar, key, seed) =>
                {
                    var random = new Random(seed);
                    var editor = new ToonEditor(text.Utf8, text.Options);

                    // Three in a row, so that forms appear that no writer makes, such as tables without rows.
                    for (var edits = 0; edits < 3; edits++)
                    {
                        if (RandomEdit.Choose(random, editor.Document, fresh, scalar, key) is { } edit)
                        {
                            var outcome = Check(editor, edit) ? "done" : "refused";
                            counts.AddOrUpdate($"{edit.Kind}: {outcome}", 1, (_, count) => count + 1);
                        }
                    }
                },
                iter: Texts
            );

        foreach (var (kind, count) in counts.OrderBy(count => count.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{kind} {count}");
        }

        // Without these the property could hold by refusing everything.
        var kinds = counts.Keys.Select(key => key.Split(':')[0]).Distinct().Except(["remove cell"]);
        Assert.Equal(10, kinds.Count());
        Assert.All(kinds, kind => Assert.True(counts[$"{kind}: done"] > Texts / 100, kind));
        Assert.True(counts["set: done"] > counts["set: refused"] / 2);
        Assert.True(counts["remove: done"] > counts["remove: refused"] * 10);
        Assert.DoesNotContain("remove cell: done", counts.Keys);
    }

    [Fact]
    public void The_official_cases_can_be_edited()
    {
        var texts = ToonFixtures
            .Read("decode")
            .Where(test => !test.Fails && test.Strict)
            .Select(test => new DecoratedText(
                Encoding.UTF8.GetBytes((string)test.Input!),
                new ToonDecodeOptions { IndentSize = test.IndentSize }
            ));
        var random = new Random(1);
        var (wanted, refused) = (0, 0);
        foreach (var text in texts)
        {
            for (var times = 0; times < 100; times++)
            {
                var editor = new ToonEditor(text.Utf8, text.Options);
                var fresh = JsonNode.Parse(EditedTree.Samples[random.Next(EditedTree.Samples.Length)]);
                if (RandomEdit.Choose(random, editor.Document, fresh, JsonValue.Create("a,b: |"), "k|,") is { } edit)
                {
                    // Quotes that open within a token and never close leave no place behind them.
                    var outcome = Check(editor, edit with { MustSucceed = false });
                    wanted += edit.MustSucceed ? 1 : 0;
                    refused += edit.MustSucceed && !outcome ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{refused} of {wanted} refused");
        Assert.True(wanted > 5_000);
        Assert.True(refused < wanted / 100);
    }

    /// <summary>Whether the edit was done; either way, nothing may have happened but what it says.</summary>
    private static bool Check(ToonEditor editor, RandomEdit edit)
    {
        var text = new DecoratedText(editor.Document.Source.ToArray(), editor.Document.Options);
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
            Assert.Subset(LineEnds(oldText), LineEnds(newText));
        }
    }

    /// <summary>The lines without line ends and byte order mark; behind the last line end begins none.</summary>
    private static string[] Lines(byte[] utf8)
    {
        var text = Text(utf8.AsSpan().StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        return text.Length == 0 ? [] : [.. lines.Select(line => line.EndsWith('\r') ? line[..^1] : line)];
    }

    private static HashSet<string> LineEnds(string text) =>
        [.. text.Split('\n').SkipLast(1).Select(line => line.EndsWith('\r') ? "\r\n" : "\n")];

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
