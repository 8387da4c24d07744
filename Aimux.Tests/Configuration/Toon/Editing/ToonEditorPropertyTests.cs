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
        var words = $"{edit}\n{before}\nbecame\n{Text(after)}";
        var next = 0;
        foreach (var (index, line) in old.Index())
        {
            var number = index + 1;
            var isTouched =
                number >= edit.Touched.First && number <= edit.Touched.Last || number == edit.Touched.Header;
            if (isTouched && !IsComment(line))
            {
                continue;
            }

            // Where lines came or went at the end of the text, so did the line end of the one before.
            while (
                next < now.Length
                && now[next] != line
                && !((index == old.Length - 1 || next == now.Length - 1) && Bare(now[next]) == Bare(line))
            )
            {
                next++;
            }

            Assert.True(next++ < now.Length, $"lost line {number}, {line}\n{words}");
        }

        // Any other line that comes too much would be a value, and so change the tree.
        Assert.True(old.Count(IsComment) == now.Count(IsComment), $"comments\n{words}");
        Assert.True(old.Count(IsBlank) >= now.Count(IsBlank), $"blank lines\n{words}");
        Assert.Equal(before.Utf8.AsSpan().StartsWith("\uFEFF"u8), after.AsSpan().StartsWith("\uFEFF"u8));
        if (edit.Kind is "set scalar" or "add column")
        {
            Assert.True(old.Select(End).SequenceEqual(now.Select(End)), $"line ends\n{words}");
        }

        if (old.Length > 1 && now.Length > 1)
        {
            Assert.True(IsBlank(now[^1]) || End(old[^1]).Length > 0 == End(now[^1]).Length > 0, words);
            Assert.True(now.Select(End).Except(old.Select(End)).All(end => end.Length == 0), $"line ends\n{words}");
        }
    }

    /// <summary>The lines byte by byte, each a character, with their line ends; the byte order mark left out.</summary>
    private static string[] Lines(byte[] utf8)
    {
        var text = Encoding.Latin1.GetString(utf8.AsSpan().StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        var lines = new List<string>();
        for (var start = 0; start < text.Length; )
        {
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }

    private static string End(string line) =>
        line.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n"
        : line.EndsWith('\n') ? "\n"
        : "";

    private static string Bare(string line) => line.TrimEnd('\r', '\n');

    private static bool IsComment(string line) => line.TrimStart(' ').StartsWith('#');

    private static bool IsBlank(string line) => Bare(line).Trim(' ').Length == 0;

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
