using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Aimux.Silo.Cli.Configuration;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Cli.Toon;

/// <summary><c>aimux toon</c>: JSON to TOON and back.</summary>
internal static class ToonCommand
{
    private const int MostBytes = 256 << 20;

    public static Command Create(Terminal terminal) =>
        new("toon", "Turn JSON into TOON 4.4 and back.") { Encode(terminal), Decode(terminal) };

    private static Command Encode(Terminal terminal)
    {
        var file = FileArgument("The JSON");
        var indent = Indent();
        var delimiter = new Option<string>("--delimiter")
        {
            Description = "What separates the values of a line.",
            DefaultValueFactory = _ => "comma",
        };
        delimiter.AcceptOnlyFromAmong("comma", "tab", "pipe");
        var command = new Command("encode", "Write a JSON text as TOON.") { file, delimiter, indent };
        command.SetAction(
            (parsed, cancellation) =>
                Convert(
                    terminal,
                    parsed.GetValue(file),
                    (input, name, output) =>
                    {
                        var options = new ToonEncodeOptions
                        {
                            Delimiter = Enum.Parse<ToonDelimiter>(parsed.GetRequiredValue(delimiter), ignoreCase: true),
                            IndentSize = parsed.GetValue(indent),
                        };
                        try
                        {
                            ToonCodec.EncodeJson(output, input, options);
                        }
                        catch (ToonException mistake)
                        {
                            throw new InvalidDataException($"{name}: {mistake.Message}", mistake);
                        }
                        catch (JsonException mistake)
                        {
                            // Its lines count from 0, its columns are bytes.
                            var place = $"{mistake.LineNumber + 1}:{mistake.BytePositionInLine + 1}";
                            throw new InvalidDataException(
                                $"{name}:{place}: This is no JSON. {Reason(mistake)}",
                                mistake
                            );
                        }
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Decode(Terminal terminal)
    {
        var file = FileArgument("The TOON");
        var indent = Indent();
        var strict = new Option<bool>("--strict")
        {
            Description = "Whether mistakes that could be recovered from are errors; --strict=false recovers.",
            HelpName = "true|false",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => true,
            CustomParser = result =>
            {
                if (result.Tokens is [var token] && token.Value is not ("true" or "false"))
                {
                    result.AddError($"--strict takes true or false; found '{token.Value}'.");
                }

                return result.Tokens is not [{ Value: "false" }];
            },
        };
        strict.CompletionSources.Clear();
        strict.CompletionSources.Add("true", "false");
        var command = new Command("decode", "Write a TOON text as JSON.") { file, strict, indent };
        command.SetAction(
            (parsed, cancellation) =>
                Convert(
                    terminal,
                    parsed.GetValue(file),
                    (input, name, output) =>
                        ToonCodec.DecodeJson(
                            input,
                            output,
                            new ToonDecodeOptions
                            {
                                Strict = parsed.GetValue(strict),
                                IndentSize = parsed.GetValue(indent),
                                MaxBytes = MostBytes,
                                // What was encoded can be decoded, though it be one line, one name, or a value a byte.
                                MaxLineBytes = MostBytes,
                                MaxKeyBytes = MostBytes,
                                MaxNodes = MostBytes,
                                SourceName = name,
                            }
                        ),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> Convert(
        Terminal terminal,
        string? file,
        Action<byte[], string, IBufferWriter<byte>> convert,
        CancellationToken cancellation
    )
    {
        var name = file is null or "-" ? "standard input" : file;
        try
        {
            var input = file is null or "-"
                ? await terminal.ReadAll(MostBytes, cancellation)
                : await Read(Path.Combine(terminal.Directory, file), cancellation);
            var output = new ArrayBufferWriter<byte>(Math.Max(256, input.Length));
            convert(input, name, output);
            await terminal.Out.WriteLineAsync(System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
            return 0;
        }
        catch (Exception failure)
            when (failure is ToonException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return await terminal.Fail(failure.Message);
        }
    }

    private static async Task<byte[]> Read(string path, CancellationToken cancellation)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
        {
            throw new InvalidDataException($"{path} holds more than {MostBytes} bytes.");
        }

        return await File.ReadAllBytesAsync(path, cancellation);
    }

    private static string Reason(JsonException mistake)
    {
        var end = mistake.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? mistake.Message : mistake.Message[..end];
    }

    private static Argument<string?> FileArgument(string what)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = $"{what} file; standard input if left out or '-'.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        file.Validators.Add(CommonOptions.RefuseOption);
        return file;
    }

    private static Option<int> Indent() =>
        new("--indent")
        {
            Description = "Spaces per level, 1 to 16.",
            HelpName = "N",
            DefaultValueFactory = _ => 2,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    || size is 0 or > 16
                )
                {
                    result.AddError($"--indent takes a number from 1 to 16; found '{text}'.");
                }

                return size;
            },
        };
}
