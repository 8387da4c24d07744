using System.Text;
using Aimux.Silo.Cli;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Cli;

/// <summary>A folder in which commands run within the test's own process, with an environment of their own.</summary>
internal sealed class Shell : IDisposable
{
    /// <summary>What a command left: its exit code and what it wrote.</summary>
    internal sealed record Ran(int Code, string Out, string Error)
    {
        /// <summary>Everything that anybody could see.</summary>
        public string All => Out + Error;
    }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The environment; nothing of this machine's.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Where a configuration is found without being named.</summary>
    public string Path => Folder.Of("config", "aimux.toon");

    public string Text
    {
        get => File.ReadAllText(Path);
        set => Folder.Write("config/aimux.toon", value);
    }

    /// <summary>What a person answers when asked; without it nobody can be.</summary>
    public Queue<string>? Answers { get; init; }

    public Shell() => Variables["XDG_CONFIG_HOME"] = Folder.Of("home");

    /// <summary>Runs a command given as words.</summary>
    public Task<Ran> Run(string command) => RunWith("", command.Split(' '));

    /// <summary>Runs a command with something on its standard input.</summary>
    public async Task<Ran> RunWith(string input, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var terminal = new Terminal(
            stream,
            output,
            errors,
            Answers is not null,
            name => Variables.GetValueOrDefault(name),
            Folder.Path
        )
        {
            ReadLine = () => Answers!.TryDequeue(out var answer) ? answer : null,
        };
        var code = await CommandLine.Run(terminal, arguments);
        return new Ran(code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a command that must work.</summary>
    public async Task<Ran> Succeed(string command)
    {
        var ran = await Run(command);
        Assert.True(ran.Code == 0, $"{command}: {ran}");
        return ran;
    }

    public void Dispose() => Folder.Dispose();
}
