using Aimux.Dashboard.Components.Providers;
using Aimux.Dashboard.Configuration;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dashboard;

public sealed class KeyDraftTests
{
    [Theory]
    [InlineData("fake-a", "key-1 fake-a")]
    [InlineData("fake-a\nfake-b\r\n\r\nfake-c", "key-1 fake-a|key-2 fake-b|key-3 fake-c")]
    [InlineData("fake-a,fake-b", "key-1 fake-a|key-2 fake-b")]
    [InlineData("work fake-a\nhome\tfake-b", "work fake-a|home fake-b")]
    [InlineData("WORK=fake-a", "WORK fake-a")]
    [InlineData("work fake-a\nwork fake-b", "work fake-a|key-1 fake-b")]
    [InlineData("main fake-a", "key-1 fake-a")] // main is taken
    [InlineData("  \n , \t", "")]
    public void Pasted_keys_are_named_by_their_lines_or_by_number(string text, string expected)
    {
        var drafts = KeyDraft.Many(text, ["main"]);
        Assert.Equal(expected, string.Join('|', drafts.Select(draft => $"{draft.Id} {draft.Secret}")));
    }

    [Fact]
    public void Whatever_is_pasted_names_are_unique_and_no_secret_is_empty() =>
        Gen.String[Gen.Char["ab =,\n\t"], 0, 60]
            .Sample(text =>
            {
                var drafts = KeyDraft.Many(text, ["a"]).ToList();
                Assert.Equal(drafts.Count, drafts.Select(draft => draft.Id).Append("a").Distinct().Count() - 1);
                Assert.DoesNotContain(drafts, draft => draft.Secret.Trim().Length == 0);
            });

    [Fact]
    public void A_row_comes_back_from_the_form_as_it_went_in()
    {
        var row = new KeyRow("one", "main", "", "account", 1, 2, 3, 4, 0.5, Enabled: false);
        Assert.Equal(row, KeyDraft.Of(row).Row("one"));
        var empty = new KeyRow("one", "main", "");
        Assert.Equal(empty, KeyDraft.Of(empty).Row("one"));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("-2")]
    [InlineData("99999999999999")]
    public void What_is_no_whole_number_is_one_that_is_refused(string typed) =>
        Assert.Equal(
            -1,
            new KeyDraft { Id = "a", Rpm = typed }
                .Row("one")
                .Rpm
        );
}
