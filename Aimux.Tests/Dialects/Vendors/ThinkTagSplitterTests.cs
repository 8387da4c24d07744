using System.Text;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Wire;
using Aimux.Tests.Wire.Answers;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class ThinkTagSplitterTests
{
    // Signs and near misses, each as it may stand in a JSON string.
    private static readonly string[] Signs =
    [
        "a",
        "ä",
        "<",
        ">",
        "/",
        "\\/",
        "<think>",
        "<thin",
        "</thin",
        "</think",
        "</ think>",
        "\\u003cthink",
        "\\\\u003c/think>",
        "\\\\",
        "\\\"",
        "\\n",
        " ",
        "\\ud83d\\ude00",
        "</THINK>",
    ];

    private static readonly string[] Opens =
    [
        "<think>",
        "\\u003cthink\\u003e",
        "\\u003Cthink>",
        " \\n<think>",
        "\\u0020\\t\\r<\\u0074hink>",
    ];

    private static readonly string[] Closes =
    [
        "</think>",
        "<\\/think>",
        "\\u003c/think\\u003e",
        "\\u003C\\u002fthink>",
        "</think>\\n\\n",
        "</think> \\u000a",
    ];

    private static readonly Gen<string> Words = Pieces.AnyOf(Signs).Array[0, 12].Select(string.Concat);

    // A thought must not close itself.
    private static readonly Gen<string> Thought = Words.Where(said =>
        !said.Contains("</think>", StringComparison.Ordinal)
    );

    private static readonly Gen<int[]> Cuts = Gen.Int[1, 9].Array[1, 6];

    [Fact]
    public void Thoughts_and_text_are_told_apart() =>
        Assert.Equal(["thought why", "text because", "end"], Told("<think>why</think>\\n\\nbecause"));

    [Fact]
    public void Pieces_are_passed_on_as_they_come() =>
        Assert.Equal(
            ["thought a", "thought b", "thought c", "text d", "text e", "end"],
            Told("<think>", "a", "b", "c</think>d", "e")
        );

    [Fact]
    public void Tags_may_be_cut_anywhere() =>
        Assert.Equal(
            ["thought a", "text b", "end"],
            Told(" ", "<", "th", "ink", ">a", "<", "/t", "hin", "k", ">", "\\n", "\\", "n", "b")
        );

    [Fact]
    public void What_only_looks_like_a_tag_is_not_lost() =>
        Assert.Equal(
            ["thought a", "thought </thin b", "text </think> c <think>", "end"],
            Told("<think>a</thin", " b</think></think> c <think>")
        );

    [Theory]
    [InlineData("hello <think>a</think>")]
    [InlineData("<thinking>a</thinking>")]
    [InlineData("\\\\u003cthink>a</think>")]
    [InlineData("</think>")]
    [InlineData("<Think>a")]
    public void A_text_that_does_not_begin_with_the_tag_is_text(string text) =>
        Assert.Equal([$"text {text}", "end"], Told(text));

    [Theory]
    [InlineData("<thi")]
    [InlineData("\\n")]
    [InlineData("\\u003")]
    public void An_opening_that_never_becomes_a_tag_is_text(string text) =>
        Assert.Equal([$"text {text}", "end"], Told(text));

    [Fact]
    public void A_tag_that_never_closes_leaves_thoughts() =>
        Assert.Equal(["thought a", "thought </thi", "end"], Told("<think>a</thi"));

    [Fact]
    public void Blanks_behind_the_tag_are_no_text() => Assert.Equal(["thought a", "end"], Told("<think>a</think>\\n"));

    [Fact]
    public void Empty_thoughts_are_none() => Assert.Equal(["text b", "end"], Told("<think></think>b"));

    [Fact]
    public void More_blanks_than_anybody_writes_are_text()
    {
        var blanks = string.Concat(Enumerable.Repeat("\\n", 600));
        Assert.Equal([$"text {blanks}", "text <think>", "end"], Told(blanks, "<think>"));
    }

    [Fact]
    public void A_call_ends_what_was_thought()
    {
        var heard = new Heard();
        var splitter = new ThinkTagSplitter(heard);
        splitter.Begin("id"u8, "m"u8);
        splitter.Text("<think>a<"u8);
        splitter.Usage(new AnswerUsage(1, null, null, 2, null));
        splitter.ToolCall(0, "c"u8, "f"u8);
        splitter.ToolArguments(0, "{}"u8);
        splitter.Text("/think>b"u8);
        splitter.Stop(StopReason.ToolCalls, []);
        splitter.End();
        Assert.Equal(
            [
                "begin id m",
                "thought a",
                "usage 1   2",
                "thought <",
                "call 0 c f",
                "arguments 0 {}",
                "text /think>b",
                "stop ToolCalls",
                "end",
            ],
            heard.Lines
        );
    }

    [Fact]
    public void Thoughts_that_come_apart_leave_the_text_as_it_is()
    {
        var heard = new Heard();
        var splitter = new ThinkTagSplitter(heard);
        splitter.Text("\\n"u8);
        splitter.Thought("t"u8);
        splitter.Signature("s"u8);
        splitter.HiddenThought("h"u8);
        splitter.Text("<think>a</think>"u8);
        splitter.Refusal("r"u8);
        Assert.Equal(
            ["text \\n", "thought t", "signature s", "hidden h", "text <think>a</think>", "refusal r"],
            heard.Lines
        );
    }

    [Fact]
    public void However_it_is_cut_and_escaped_nothing_is_lost() =>
        Gen.Select(Pieces.AnyOf(Opens), Thought, Pieces.AnyOf(Closes), Words, Cuts)
            .Sample(
                (open, thoughts, close, text, cuts) =>
                {
                    // The blanks before a text are not a part of it.
                    text = "." + text;
                    var heard = Told(Cut(open + thoughts + close + text, cuts));
                    Assert.Equal(thoughts, Joined(heard, "thought "));
                    Assert.Equal(text, Joined(heard, "text "));
                },
                iter: 20_000
            );

    [Fact]
    public void However_a_text_without_tags_is_cut_nothing_is_lost() =>
        Gen.Select(Words, Cuts)
            .Sample(
                (text, cuts) =>
                {
                    text = "." + text;
                    Assert.Equal(text, Joined(Told(Cut(text, cuts)), "text "));
                },
                iter: 5_000
            );

    [Fact]
    public void However_an_open_end_is_cut_nothing_is_lost() =>
        Gen.Select(Pieces.AnyOf(Opens), Thought, Cuts)
            .Sample(
                (open, thoughts, cuts) =>
                {
                    var heard = Told(Cut(open + thoughts, cuts));
                    Assert.Equal(thoughts, Joined(heard, "thought "));
                    Assert.Equal("", Joined(heard, "text "));
                },
                iter: 5_000
            );

    private static string[] Cut(string text, int[] lengths)
    {
        var pieces = new List<string>();
        for (var piece = 0; text.Length > 0; piece++)
        {
            var length = Math.Min(lengths[piece % lengths.Length], text.Length);
            pieces.Add(text[..length]);
            text = text[length..];
        }

        return [.. pieces];
    }

    private static string Joined(List<string> heard, string kind) =>
        string.Concat(
            heard.Where(line => line.StartsWith(kind, StringComparison.Ordinal)).Select(line => line[kind.Length..])
        );

    private static List<string> Told(params string[] pieces)
    {
        var heard = new SpokenParts();
        var splitter = new ThinkTagSplitter(heard);
        foreach (var piece in pieces)
        {
            splitter.Text(Encoding.UTF8.GetBytes(piece));
        }

        splitter.End();
        return heard.Lines;
    }
}
