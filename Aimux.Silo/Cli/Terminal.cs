using System.Text;

namespace Aimux.Silo.Cli;

/// <summary>What a command reads from and writes to: the process's own streams, or a test's.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output: what was asked for.</param>
/// <param name="Error">Standard error: what went wrong, and what a person should know.</param>
/// <param name="Watched">Whether a person types on standard input and can be asked.</param>
/// <param name="Variable">Reads one environment variable.</param>
/// <param name="Directory">The current directory.</param>
internal sealed record Terminal(
    Stream In,
    TextWriter Out,
    TextWriter Error,
    bool Watched,
    Func<string, string?> Variable,
    string Directory
)
{
    /// <summary>Columns of the screen; wide where there is none, so that no table breaks its lines.</summary>
    public int Width { get; init; } = 200;

    /// <summary>Reads what a person answers; <c>null</c> at the end of input.</summary>
    public Func<string?> ReadLine { get; init; } = Console.ReadLine;

    public static Terminal OfProcess() =>
        new(
            Console.OpenStandardInput(),
            Console.Out,
            Console.Error,
            !Console.IsInputRedirected && !Console.IsErrorRedirected,
            Environment.GetEnvironmentVariable,
            Environment.CurrentDirectory
        )
        {
            Width = Console.IsOutputRedirected ? 200 : Math.Max(Console.WindowWidth, 60),
        };

    /// <summary>Says why a command failed.</summary>
    /// <returns>The exit code of a failure.</returns>
    public async Task<int> Fail(string message)
    {
        await Error.WriteLineAsync("aimux: " + message);
        return CommandLine.Failed;
    }

    /// <summary>All of standard input.</summary>
    /// <param name="most">Greatest size, bytes.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <exception cref="InvalidDataException">There is more.</exception>
    public async Task<byte[]> ReadAll(int most, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var chunk = new byte[64 << 10];
        int count;
        while ((count = await In.ReadAsync(chunk, cancellation)) > 0)
        {
            if (all.Length + count > most)
            {
                throw new InvalidDataException($"Standard input holds more than {most} bytes.");
            }

            all.Write(chunk, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>
    /// A secret: asked for without showing it where a person types, else the first line of standard input.
    /// </summary>
    /// <returns><c>null</c> if there was none.</returns>
    public async Task<string?> ReadSecret(string prompt, CancellationToken cancellation)
    {
        const int longest = 64 << 10;
        if (!Watched)
        {
            var text = Encoding.UTF8.GetString(await ReadAll(longest, cancellation));
            var line = text.AsSpan().TrimStart('\uFEFF');
            var end = line.IndexOfAny('\r', '\n');
            line = (end < 0 ? line : line[..end]).Trim();
            return line.IsEmpty ? null : line.ToString();
        }

        await Error.WriteAsync($"{prompt}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && typed.Length < longest)
            {
                typed.Append(key.KeyChar);
            }
        }

        await Error.WriteLineAsync();
        var secret = typed.ToString().Trim();
        return secret.Length == 0 ? null : secret;
    }

    /// <summary>Asks a person yes or no; no where nobody can be asked.</summary>
    public async Task<bool> Confirm(string question)
    {
        if (!Watched)
        {
            return false;
        }

        await Error.WriteAsync($"{question} [y/N] ");
        return ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
