using System.Text;
using Aimux.Silo.Configuration.Validation;
using Xunit;

namespace Aimux.Tests.Configuration.Validation;

/// <summary>People put comments behind values; TOON does not.</summary>
public sealed class CommentAdviceTests
{
    /// <summary>A file, where the comment's text is, and words of the advice.</summary>
    public static TheoryData<string, int, int, string> Commented { get; } =
        new()
        {
            { "version: 1\nrouting:\n  max_failures: 3\t# few\n", 3, 17, "TOON has no comments behind a value" },
            { "version: 1\nrouting:\n  max_failures: # few\n", 3, 17, "TOON has no comments behind a value" },
            { "version: 1\nserver: # main\n", 2, 9, "TOON has no comments there" },
            { "version: 1\nserver: # main\n  deadline: 5s\n", 2, 9, "TOON has no comments behind other text" },
            { "version: 1\nserver:\t# main\n  deadline: 5s\n", 2, 8, "TOON has no comments behind other text" },
            { "version: 1\nproviders[1]{id}: # mine\n  ollama\n", 2, 19, "TOON has no comments behind other text" },
            { "version: 1\nproviders[1]: # mine\n", 2, 15, "TOON has no comments there" },
            {
                "version: 1\nproviders[1]{id,base_url}:\n  mine,\"http://192.0.2.7/v1\" # mine\n",
                3,
                29,
                "TOON has no comments behind other text"
            },
            {
                "version: 1\nproviders[1]{id,base_url}:\n  mine,http://192.0.2.7/v1 # mine\n",
                3,
                8,
                "TOON has no comments behind a value"
            },
            {
                "version: 1\nproviders[1]{id}:\n  ollama # mine\nkeys[1]{id,provider,secret}:\n  main,ollama,env:K\n",
                3,
                3,
                "TOON has no comments behind a value"
            },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[1]{id,secret,provider}:\n  main,env:K,groq # mine\n",
                5,
                14,
                "TOON has no comments behind a value"
            },
            {
                "version: 1\nadmin:\n  listen: http://0.0.0.0:8081\n  password: env:K # mine\n",
                4,
                13,
                "TOON has no comments behind a value"
            },
        };

    [Theory]
    [MemberData(nameof(Commented))]
    public void A_comment_behind_other_text_is_named_and_nothing_else(string file, int line, int column, string advice)
    {
        var reading = Read(file);
        var errors = reading.Findings.Where(finding => finding.IsError).ToList();

        Assert.Null(reading.Options);
        Assert.Contains(
            errors,
            error =>
                error.Line == line && error.Column == column && error.Message.Contains(advice, StringComparison.Ordinal)
        );
        Assert.True(errors.Count == 1, "One mistake, one finding: " + string.Join('\n', errors));
    }

    private static ConfigurationReading Read(string text) =>
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "aimux.toon");
}
