using System.Text;
using Aimux.Silo.Configuration.Validation;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Configuration.Validation;

public sealed class ReadingPropertyTests
{
    private const string Secret = "made-up-Secret-7f3a91c2";

    /// <summary>Every table and group, without a mistake; the secret stands where secrets do.</summary>
    private const string Full = $"""
        # a comment
        version: 1
        server:
          listen: http://127.0.0.1:8080
          max_body: 64 MiB
          deadline: 10m
        admin:
          listen: http://127.0.0.1:8081
          user: admin
          password: {Secret}
        providers[3]:
          - id: cerebras
          - id: coding
            preset: zai-coding
          - id: mine
            base_url: http://192.0.2.7:8000/v1
            models: one two
            connect_timeout: 2s
        keys[2]{"{"}id,provider,secret,quota_group,rpm,weight{"}"}:
          main,cerebras,{Secret},null,30,1
          "work",coding,"{Secret}1",team,,0.5
        models[2]{"{"}name,candidates{"}"}:
          fast,cerebras/gpt-oss-120b coding/glm-5.3
          glm-*,coding/*
        routing:
          discovered: true
          max_failures: 4
        logging:
          level: information
          format: auto
        cluster:
          name: aimux
          silo_port: 0
        callers[1]{"{"}id,token,enabled{"}"}:
          laptop,{Secret}-token,true

        """;

    private static readonly byte[] FullBytes = Encoding.UTF8.GetBytes(Full);

    private static readonly byte[][] Pieces =
    [
        .. (
            (string[])
                [
                    "\"",
                    ":",
                    ",",
                    "[",
                    "]",
                    "{",
                    "}",
                    "|",
                    "\t",
                    "\n",
                    "\r\n",
                    " ",
                    "  ",
                    "#",
                    "-",
                    "- ",
                    "\\",
                    "\\u",
                    "null",
                    "true",
                    "1",
                    "99999999999999999999",
                    "[1]{a}:",
                    "[2:]{a}:",
                    "[]",
                    "é",
                    "😀",
                    "\0",
                    "a: 1\n",
                    Secret,
                ]
        ).Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0xED, 0xA0, 0x80],
    ];

    /// <summary>Replaces a stretch of bytes by a piece.</summary>
    private static readonly Gen<byte[]> OfBytes = Gen.Select(
            Gen.Int[0, FullBytes.Length],
            Gen.Frequency((3, Gen.Const(0)), (3, Gen.Int[1, 3]), (1, Gen.Int[4, 200])),
            Gen.Int[0, Pieces.Length - 1]
        )
        .Array[1, 4]
        .Select(edits =>
        {
            var text = FullBytes;
            foreach (var (at, length, piece) in edits)
            {
                var start = Math.Min(at, text.Length);
                text = [.. text[..start], .. Pieces[piece], .. text[Math.Min(text.Length, start + length)..]];
            }

            return text;
        });

    /// <summary>Drops, doubles, swaps, and shifts lines.</summary>
    private static readonly Gen<byte[]> OfLines = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 99], Gen.Int[0, 99])
        .Array[1, 6]
        .Select(edits =>
        {
            var lines = Full.Split('\n').ToList();
            foreach (var (kind, first, second) in edits)
            {
                var (one, other) = (first % lines.Count, second % lines.Count);
                switch (kind)
                {
                    case 0 when lines.Count > 1:
                        lines.RemoveAt(one);
                        break;
                    case 1:
                        lines.Insert(other, lines[one]);
                        break;
                    case 2:
                        (lines[one], lines[other]) = (lines[other], lines[one]);
                        break;
                    case 3:
                        lines[one] = "  " + lines[one];
                        break;
                    default:
                        lines[one] = lines[one].TrimStart();
                        break;
                }
            }

            return Encoding.UTF8.GetBytes(string.Join('\n', lines));
        });

    [Fact]
    public void The_file_itself_has_no_mistake() =>
        Assert.DoesNotContain(ConfigurationReader.Read(FullBytes, "aimux.toon").Findings, finding => finding.IsError);

    [Fact]
    public void Changed_bytes_are_read_without_a_throw_and_show_no_secret() => OfBytes.Sample(Check, iter: 6000);

    [Fact]
    public void Changed_lines_are_read_without_a_throw_and_show_no_secret() => OfLines.Sample(Check, iter: 4000);

    [Fact]
    public void Any_bytes_are_read_without_a_throw() =>
        Gen.Byte.Array[0, 200].Sample(bytes => _ = ConfigurationReader.Read(bytes, "aimux.toon"), iter: 4000);

    [Fact]
    public void A_file_cut_off_anywhere_shows_no_secret()
    {
        for (var length = 0; length <= FullBytes.Length; length++)
        {
            Check(FullBytes[..length]);
        }
    }

    [Fact]
    public void A_secret_in_the_place_of_any_word_is_not_shown()
    {
        // Words as a reader sees them, so that it gets into every name, cell, header and value.
        for (var start = 0; start < Full.Length; start++)
        {
            if (start > 0 && IsWord(Full[start - 1]) || !IsWord(Full[start]))
            {
                continue;
            }

            var end = start;
            while (end < Full.Length && IsWord(Full[end]))
            {
                end++;
            }

            foreach (var word in (string[])[Secret, $"\"{Secret}\"", $"\"{Secret}", $"{Secret}: 1", $"a {Secret} # b"])
            {
                Check(Encoding.UTF8.GetBytes(Full[..start] + word + Full[end..]));
            }
        }

        static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
    }

    [Theory]
    [InlineData("version: 1\nSECRET: 1\n")]
    [InlineData("version: 1\nSECRET\n")]
    [InlineData("version: 1\n\"SECRET: 1\n")]
    [InlineData("version: 1\n\"SECRET\\x\": 1\n")]
    [InlineData("version: 1\nSECRET: 1\nSECRET: 2\n")]
    [InlineData("version: 1\nSECRET:\n  a: 1\n  a: 2\n")]
    [InlineData("version: SECRET\n")]
    [InlineData("SECRET\n")]
    [InlineData("[1]: SECRET\n")]
    [InlineData("version: 1\nserver: SECRET\n")]
    [InlineData("version: 1\nserver:\n  SECRET: 5s\n")]
    [InlineData("version: 1\nserver:\n  listen: http://SECRET:8080\n")]
    [InlineData("version: 1\nserver:\n  listen: http://SECRET@127.0.0.1:8080\n")]
    [InlineData("version: 1\nlogging:\n  level: SECRET\n")]
    [InlineData("version: 1\nadmin:\n  password: env:SECRET\n")]
    [InlineData("version: 1\nadmin:\n  password: sha256:SECRET\n")]
    [InlineData("version: 1\nadmin:\n  password: PBKDF2:SECRET\n")]
    [InlineData("version: 1\nadmin:\n  user: \"SECRET\n")]
    [InlineData("version: 1\nadmin:\n  password: \"SECRET\" # mine\n")]
    [InlineData("version: 1\nproviders[1]{id}:\n  SECRET\n")]
    [InlineData("version: 1\nproviders[2]{id}:\n  SECRET\n  SECRET\n")]
    [InlineData("version: 1\nproviders[1]{id,preset}:\n  one,SECRET\n")]
    [InlineData("version: 1\nproviders[1]{id,base_url}:\n  one,SECRET\n")]
    [InlineData("version: 1\nproviders[1]{id,base_url}:\n  one,\"https://SECRET@api.example.com/v1?key=SECRET\"\n")]
    [InlineData("version: 1\nproviders[1]{SECRET,SECRET}:\n  a,b\n")]
    [InlineData("version: 1\nproviders[1]{id,SECRET}:\n  ollama\n")]
    [InlineData("version: 1\nproviders[1]{SECRET{id}}:\n  ollama\n")]
    [InlineData("version: 1\nproviders[1]{id SECRET\n  ollama\n")]
    [InlineData("version: 1\nproviders[SECRET]{id}:\n  ollama\n")]
    [InlineData("version: 1\nkeys[1]{id,provider,secret}:\n  main,SECRET,cerebras\n")]
    [InlineData("version: 1\nkeys[2]{id,provider,secret}:\n  SECRET,SECRET,SECRET\n  SECRET,SECRET,SECRET\n")]
    [InlineData("version: 1\nkeys[1]{id,provider,secret}:\n  main,cerebras,a,SECRET\n")]
    [InlineData("version: 1\nkeys[1:]{provider,secret}:\n  SECRET: cerebras,a\n")]
    [InlineData("version: 1\nkeys[1]:\n  - SECRET\n")]
    [InlineData("version: 1\nkeys[1]:\n  - id: a\n    SECRET: b\n")]
    [InlineData(
        "version: 1\nproviders[1]{id,base_url}:\n  SECRETx,http://x.example/v1\nkeys[1]{id,provider,secret}:\n  a,SECRETy,b\n"
    )]
    [InlineData("version: 1\nproviders[1]{id}:\n  ollama\nmodels[1]{name,candidates}:\n  SECRET,SECRET\n")]
    [InlineData(
        "version: 1\nproviders[1]{id}:\n  ollama\nmodels[2]{name,candidates}:\n  SECRET,SECRET/a SECRET/b\n  SECRET,ollama/x\n"
    )]
    [InlineData("version: 1\ncallers[2]{id,token}:\n  SECRET,SECRET\n  SECRET,SECRET\n")]
    public void A_secret_that_slipped_elsewhere_is_not_shown(string file) =>
        Check(Encoding.UTF8.GetBytes(file.Replace("SECRET", Secret, StringComparison.Ordinal)));

    private static void Check(byte[] file)
    {
        var reading = ConfigurationReader.Read(file, "aimux.toon");

        Assert.Equal(reading.HasErrors, reading.Options is null);
        foreach (var finding in reading.Findings)
        {
            var shown = $"{finding} {finding.Path}";
            Assert.False(shown.Contains(Secret, StringComparison.OrdinalIgnoreCase), shown);
            Assert.InRange(finding.Line, 0, int.MaxValue);
        }
    }
}
