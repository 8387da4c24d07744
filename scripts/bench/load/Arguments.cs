using System.Globalization;

namespace Aimux.Bench.Load;

/// <summary>A command, its operands and its <c>--name value</c> options; <c>--header</c> may repeat.</summary>
internal sealed class Arguments
{
    public const string Help = """
        usage:
          aimux-bench-load requests --url URL --model M [load options] [--body-bytes 1024] [--rate R]
          aimux-bench-load streams  --url URL --model M [load options] [--gap-ms 20]
          aimux-bench-load usage --pid P        CPU seconds (user and system) and peak RSS of a process
          aimux-bench-load reset-peak --pid P   forget the peak RSS so far
          aimux-bench-load failovers --admin URL  what failing over added, of the newest 1,000 decisions
          aimux-bench-load ports --count N      free loopback ports
          aimux-bench-load table FILE           the table of a file of raw lines
        load options:
          --rate R         so many requests a second together, instead of as many as go
          --connections N  --seconds S  --warmup S  --header 'Name: value'
          --pid P          also report the CPU seconds and peak RSS of this process in the measured seconds
        """;

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public string Command { get; private set; } = "";

    public List<string> Operands { get; } = [];

    public List<string> Headers { get; } = [];

    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments { Command = args.Length > 0 ? args[0] : "" };
        for (var i = 1; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                parsed.Operands.Add(args[i]);
                continue;
            }

            if (i + 1 == args.Length)
            {
                throw new ArgumentException($"{args[i]} needs a value", nameof(args));
            }

            var name = args[i][2..];
            var value = args[++i];
            if (name == "header")
            {
                parsed.Headers.Add(value);
            }
            else
            {
                parsed._options[name] = value;
            }
        }

        return parsed;
    }

    public string Text(string name) =>
        _options.TryGetValue(name, out var value)
            ? value
            : throw new ArgumentException($"--{name} is missing", nameof(name));

    public int Integer(string name, int? otherwise = null) => (int)Number(name, otherwise);

    public double Number(string name, double? otherwise = null) =>
        otherwise is { } value && !_options.ContainsKey(name)
            ? value
            : double.Parse(Text(name), CultureInfo.InvariantCulture);
}
