using Aimux.Silo.Configuration.Validation;
using Xunit;

namespace Aimux.Tests.Configuration.Validation;

public sealed class SpellingTests
{
    private static readonly string[] Words =
    [
        "listen",
        "deadline",
        "max_body",
        "max_held_answer",
        "connect_timeout",
        "first_event_timeout",
    ];

    [Theory]
    [InlineData("listen", "listen")]
    [InlineData("lisen", "listen")] // one missing
    [InlineData("listten", "listen")] // one too many
    [InlineData("listem", "listen")] // another one
    [InlineData("litsen", "listen")] // two swapped
    [InlineData("LISTEN", "listen")]
    [InlineData("maxBody", "max_body")]
    [InlineData("max-body", "max_body")]
    [InlineData("max_bdoy", "max_body")]
    [InlineData("connectTimeout", "connect_timeout")]
    [InlineData("held", "max_held_answer")] // a part of it
    [InlineData("event_timeout", "first_event_timeout")]
    public void What_was_meant_is_found(string word, string meant)
    {
        Assert.Equal(meant, Spelling.Nearest(word, Words));
        Assert.Equal($" Did you mean `{meant}`?", Spelling.Hint(word, Words));
    }

    [Theory]
    [InlineData("")]
    [InlineData("colour")]
    [InlineData("xy")]
    [InlineData("nothing_like_that")]
    public void What_is_like_nothing_is_not_guessed(string word)
    {
        Assert.Null(Spelling.Nearest(word, Words));
        Assert.Equal("", Spelling.Hint(word, Words));
    }

    [Fact]
    public void Of_two_that_are_alike_the_first_by_name_is_taken_whatever_their_order()
    {
        Assert.Equal("caa", Spelling.Nearest("cxa", ["cba", "caa"]));
        Assert.Equal("caa", Spelling.Nearest("cxa", ["caa", "cba"]));
    }

    [Fact]
    public void Long_words_are_not_compared()
    {
        Assert.Null(Spelling.Nearest(new string('a', 65), [new string('a', 65)]));
        Assert.Null(Spelling.Nearest("abc", [new string('z', 100_000)]));
    }

    [Fact]
    public void No_words_are_near_none() => Assert.Null(Spelling.Nearest("listen", []));

    [Fact]
    public void A_name_that_may_be_a_secret_is_no_hint() =>
        Assert.Equal("", Spelling.Hint("made-up-Secret-7f3a91c3", ["made-up-Secret-7f3a91c2"]));
}
