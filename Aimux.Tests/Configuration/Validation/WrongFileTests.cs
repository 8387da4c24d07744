using System.Text;
using Aimux.Silo.Configuration.Validation;
using Xunit;

namespace Aimux.Tests.Configuration.Validation;

public sealed class WrongFileTests
{
    /// <summary>A file, where its mistake is, and words of the advice. Lines and columns were counted by hand.</summary>
    public static TheoryData<string, int, int, string> Wrong { get; } =
        new()
        {
            // TOON itself
            {
                "version: 1\nproviders[3]{id}:\n  groq\n  zai\n",
                2,
                11,
                "The header says [3], but 2 rows follow. Write [2]."
            },
            {
                "version: 1\nproviders[1]{id,preset,models}:\n  one,ollama\n",
                3,
                3,
                "The row has 2 values; its header has 3 fields: id, preset, models."
            },
            {
                "version: 1\nserver:\n\tdeadline: 5s\n",
                3,
                1,
                "A tab stands in the indentation. Indent with spaces, 2 a level."
            },
            { "version: 1\nserver:\n   deadline: 5s\n", 3, 4, "indented by 3 spaces; expected a multiple of 2" },
            { "version: 1\nserver:\n    deadline: 5s\n", 3, 5, "too deep; expected 2 spaces" },
            {
                "version: 1\nrouting:\n  max_failures: 3\n  max_failures: 4\n",
                4,
                3,
                "stands here for the second time; the first is in line 3"
            },
            { "version: 1\nproviders[2]{id}:\n  groq\n\n  zai\n", 4, 1, "A blank line stands between the rows" },
            {
                "version: 1\nproviders[1]{base_url,id}:\n  http://127.0.0.1:1/v1,one\n",
                3,
                3,
                "A colon stands in the first value of a row"
            },
            { "version: 1\nserver\n  deadline: 5s\n", 2, 1, "The line has no colon." },
            { "version: 1\nadmin:\n  user: \"a\\x\"\n", 3, 11, "Behind a backslash in quotes" },
            { "version: 1\nadmin:\n  user: \"open\n", 3, 9, "has no closing quote" },
            {
                "version: 1\nproviders[1] {id}:\n  groq\n",
                2,
                13,
                "A header ends with a colon, without blanks before it."
            },
            { "version: 1\nproviders[01]{id}:\n  groq\n", 2, 11, "a leading zero" },
            { "version: 1\nproviders[1]{id,}:\n  groq\n", 2, 17, "A field of a header has no name." },
            { "version: 1\nproviders[1]{id}\n  groq\n", 2, 1, "The line has no colon." },
            { "version: 1\nproviders[1]{id,id}:\n  a,b\n", 2, 17, "stands twice in this header" },
            { "version: 1\nproviders[1]:\n  id: groq\n", 3, 3, "A line of a list begins with a hyphen" },
            { "version 1\nserver:\n  deadline: 5s\n", 1, 1, "The line has no colon." },
            // What is not there, or elsewhere
            { "server:\n  deadline: 5s\n", 1, 1, "Begin it with `version: 1`." },
            { "version: 2\n", 1, 10, "The file is for a newer Aimux than this one." },
            {
                "version: 1\nprovders[1]{id}:\n  groq\n",
                2,
                1,
                "There is no setting `provders`. Did you mean `providers`?"
            },
            {
                "version: 1\nserver:\n  dedline: 5s\n",
                3,
                3,
                "There is no setting of server `dedline`. Did you mean `deadline`?"
            },
            { "version: 1\nserver:\n  colour: red\n", 3, 3, "There are: listen, max_body," },
            {
                "version: 1\nproviders[1]{id,baseurl}:\n  groq,\n",
                2,
                17,
                "There is no column `baseurl` in `providers`. Did you mean `base_url`?"
            },
            { "version: 1\nkeys[0]{id,provider}:\n", 2, 1, "The column of keys `secret` is missing." },
            { "version: 1\nproviders[1]:\n  - preset: groq\n", 3, 3, "The column of providers `id` is missing." },
            { "version: 1\nproviders[1]{id}:\n  null\n", 3, 3, "`id` is empty, but must be set." },
            { "version: 1\nproviders[1]{preset,id}:\n  groq,\n", 3, 8, "`id` is empty, but must be set." },
            { "version: 1\nserver: 8080\n", 2, 9, "`server` is a group" },
            { "version: 1\nserver[1]{listen}:\n  \"http://127.0.0.1:1\"\n", 2, 1, "`server` is a group" },
            { "version: 1\nproviders:\n  groq: yes\n", 2, 1, "`providers` is a table" },
            {
                "version: 1\nproviders[2:]{base_url}:\n  a: \"http://x.example/v1\"\n  b: \"http://y.example/v1\"\n",
                2,
                1,
                "rows with names before a colon"
            },
            { "version: 1\nproviders[2]: groq,zai\n", 2, 15, "A row of `providers` has named values" },
            {
                "version: 1\nserver:\n  deadline:\n    value: 5s\n",
                3,
                3,
                "`deadline` takes one value. Found settings below it."
            },
            // Values
            {
                "version: 1\nrouting:\n  max_failures: many\n",
                3,
                17,
                "`max_failures` takes a whole number. Found `many`."
            },
            { "version: 1\nrouting:\n  max_failures: 0\n", 3, 17, "`max_failures` takes 1 to 100. Found `0`." },
            { "version: 1\nrouting:\n  max_failures: 3 # few\n", 3, 17, "TOON has no comments behind a value" },
            { "version: 1\nrouting:\n  discovered: yes\n", 3, 15, "takes true or false. Found `yes`. Write `true`." },
            {
                "version: 1\nserver:\n  deadline: 30\n",
                3,
                13,
                "takes a time with its unit, such as 250ms, 5s, 10m or 1h30m. Found `30`. Write `30s`"
            },
            { "version: 1\nserver:\n  deadline: 99999999999999h\n", 3, 13, "takes a time with its unit" },
            { "version: 1\nserver:\n  deadline: 2h\n", 3, 13, "takes 50ms to 1h. Found `2h`." },
            {
                "version: 1\nserver:\n  max_body: much\n",
                3,
                13,
                "takes a size such as 64 MiB or 512 KiB. Found `much`."
            },
            {
                "version: 1\nserver:\n  listen: 8080\n",
                3,
                11,
                "takes an IP address and a port as in http://127.0.0.1:8080"
            },
            { "version: 1\nlogging:\n  level: warn\n", 3, 10, "Did you mean `warning`?" },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[1]{id,provider,secret}:\n  main,groq,env:9KEY\n",
                5,
                13,
                "env: must be followed by the name of an environment variable"
            },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[1]{id,provider,secret,rpm}:\n  main,groq,env:K,made-up-key-0123456789\n",
                5,
                19,
                "`rpm` takes a whole number. Found a text of 22 characters."
            },
            // What one value cannot tell
            {
                "version: 1\nproviders[1]{id}:\n  gorq\n",
                3,
                3,
                "so it needs a `base_url`, or a `preset`. Did you mean `groq`?"
            },
            {
                "version: 1\nproviders[1]{id,preset}:\n  one,zai-codng\n",
                3,
                7,
                "There is no preset `zai-codng`. Did you mean `zai-coding`?"
            },
            { "version: 1\nproviders[1]{id}:\n  Groq\n", 3, 3, "A provider's id is made of lower-case letters" },
            {
                "version: 1\nproviders[2]{id}:\n  groq\n  groq\n",
                4,
                3,
                "There are two rows of the provider `groq`; the first is in line 3."
            },
            { "version: 1\nproviders[1]{id,base_url}:\n  one,ftp://x.example\n", 3, 7, "`base_url` is no http(s) URL" },
            {
                "version: 1\nproviders[1]{id,base_url}:\n  one,\"http://127.0.0.1:8080/v1\"\n",
                3,
                7,
                "leads back to this Aimux"
            },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[1]{id,provider,secret}:\n  main,grok,env:K\n",
                5,
                8,
                "There is no provider `grok` in `providers`. Did you mean `groq`?"
            },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[1]{id,provider,secret}:\n  main,swordfishlower,groq\n",
                5,
                8,
                "There is no provider a name of 14 characters in `providers`."
            },
            {
                "version: 1\nproviders[1]{id}:\n  ollama\nkeys[1]{id,provider,secret}:\n  main,cerebras,env:K\n",
                5,
                8,
                "add it to `providers`"
            },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[2]{id,provider,secret}:\n  main,groq,env:K\n  main,groq,env:L\n",
                6,
                3,
                "two rows of the key `groq/main`; the first is in line 5."
            },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[1]{id,provider,secret}:\n  a b,groq,env:K\n",
                5,
                3,
                "A key's id is made of"
            },
            {
                "version: 1\nproviders[1]{id}:\n  ollama\nmodels[1]{name,candidates}:\n  fast,olama/llama\n",
                5,
                8,
                "There is no provider `olama` in `providers`. Did you mean `ollama`?"
            },
            {
                "version: 1\nproviders[1]{id}:\n  ollama\nmodels[1]{name,candidates}:\n  fast,llama\n",
                5,
                8,
                "A candidate is written PROVIDER/MODEL"
            },
            {
                "version: 1\nproviders[1]{id}:\n  ollama\nmodels[1]{name,candidates}:\n  fast,ollama/a ollama/b\n",
                5,
                8,
                "stands twice among the candidates"
            },
            {
                "version: 1\nproviders[1]{id}:\n  ollama\nmodels[1]{name,candidates}:\n  a*b,ollama/a\n",
                5,
                3,
                "stands at its end"
            },
            {
                "version: 1\nserver:\n  listen: http://127.0.0.1:8081\nadmin:\n  listen: http://127.0.0.1:8081\n",
                5,
                11,
                "they must differ"
            },
            { "version: 1\nserver:\n  listen: http://0.0.0.0:8080\n", 3, 11, "Add a row to `callers`" },
            { "version: 1\nadmin:\n  listen: http://0.0.0.0:8081\n", 3, 11, "Set admin.password to one of your own" },
            {
                "version: 1\nadmin:\n  listen: http://0.0.0.0:8081\n  password: admin\n",
                3,
                11,
                "Set admin.password to one of your own"
            },
            {
                "version: 1\nproviders[1]{id}:\n  groq\nkeys[1]{id,provider,secret}:\n  main,groq,sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
                5,
                13,
                "A hash cannot be sent to a provider."
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_mistake_is_found_where_it_stands_with_what_to_do(string file, int line, int column, string advice)
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

    [Fact]
    public void There_are_many_kinds_of_them() => Assert.True(Wrong.Count >= 60);

    [Fact]
    public void Bytes_that_are_no_text_are_found()
    {
        var reading = ConfigurationReader.Read((byte[])[.. "version: 1\nadmin:\n  user: "u8, 0xC3, 0x28], "aimux.toon");

        var finding = Assert.Single(reading.Findings);
        Assert.Equal((3, 9), (finding.Line, finding.Column));
        Assert.Contains("Save the text as UTF-8", finding.Message, StringComparison.Ordinal);
        Assert.Null(reading.Document);
    }

    [Fact]
    public void All_mistakes_are_found_at_once_in_the_order_of_their_lines()
    {
        const string file = """
            version: 1
            server:
              listen: http://127.0.0.1:8080 # mine
              deadlin: 5s
            providers[3]{id,base_url}:
              groq,
              one,nowhere
            keys[1]{id,provider,secret}:
              main,gorq,env:K
            """;
        var findings = Read(file).Findings.Where(finding => finding.IsError).ToList();

        Assert.Equal(
            [(3, 11), (4, 3), (5, 11), (7, 7), (9, 8)],
            findings.Select(finding => (finding.Line, finding.Column))
        );
        Assert.StartsWith("aimux.toon:3:11: ", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version: 1\nproviders[1]{id}:\n  groq\n", 3, 3, "has no key in `keys`")]
    [InlineData("version: 1\ncallers[1]{id,token}:\n  me,short\n", 3, 6, "short enough to be guessed")]
    [InlineData(
        "version: 1\nproviders[1]{id}:\n  groq\nkeys[2]{id,provider,secret}:\n  a,groq,env:K\n  b,groq,env:K\n",
        6,
        10,
        "the secret of row 1 of `keys` as well: two keys with one secret"
    )]
    [InlineData(
        "version: 1\nproviders[1]{id,enabled}:\n  ollama,false\nmodels[1]{name,candidates}:\n  fast,ollama/a\n",
        5,
        8,
        "nobody serves it"
    )]
    public void What_is_odd_but_can_be_used_is_a_warning(string file, int line, int column, string words)
    {
        var reading = Read(file);
        var warning = Assert.Single(reading.Findings);

        Assert.NotNull(reading.Options);
        Assert.False(warning.IsError);
        Assert.Equal((line, column), (warning.Line, warning.Column));
        Assert.Contains(words, warning.Message, StringComparison.Ordinal);
    }

    private static ConfigurationReading Read(string text) =>
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "aimux.toon");
}
