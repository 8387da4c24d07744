using System.Text.RegularExpressions;
using Aimux.Tests.Architecture;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>A page of <c>docs</c> that tests hold to what it is about.</summary>
internal sealed class DocumentPage(string name)
{
    private readonly string _file = Path.Combine(Repository.Root.FullName, "docs", name);

    public string Text => File.ReadAllText(_file);

    /// <summary>What stands in the fenced blocks of a language.</summary>
    public IReadOnlyList<string> Blocks(string language) =>
        [
            .. Regex
                .Matches(
                    Text,
                    $"^```{language}\n(?<text>.*?)^```$",
                    RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                )
                .Select(match => match.Groups["text"].Value),
        ];

    /// <summary>What is generated in the page is as expected; with AIMUX_WRITE_DOCS=1 it is written anew.</summary>
    /// <param name="source">As the comments around it say: <c>WRITER from SOURCE</c>.</param>
    /// <param name="expected">What should stand there.</param>
    public void Holds(string source, string expected)
    {
        var (begin, end) = ($"<!-- Written by {source}: begin -->\n", $"<!-- Written by {source}: end -->\n");
        var page = Text;
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var stop = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(
            start >= begin.Length && stop >= start,
            $"docs/{name} has lost the comments around what is generated."
        );
        if (Environment.GetEnvironmentVariable("AIMUX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(_file, page[..start] + expected + page[stop..]);
            return;
        }

        Assert.True(
            page[start..stop] == expected,
            $"What docs/{name} tells has changed; run this test with AIMUX_WRITE_DOCS=1 to write it anew."
        );
    }
}
