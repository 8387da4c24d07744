using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux config edit</c>: opens a copy in an editor, and takes it over once it has no mistake.</summary>
internal static class ConfigEditCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var command = new Command(
            "edit",
            "Edit the configuration file with $VISUAL or $EDITOR; it is checked before it counts."
        )
        {
            config,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var location = ConfigurationLocation.Find(
                    parsed.GetValue(config),
                    terminal.Variable,
                    terminal.Directory
                );
                if (location.Mistake is { } mistake)
                {
                    return await terminal.Fail(mistake);
                }

                try
                {
                    var file = new ConfigurationFile(location.Path ?? location.NewPath, TimeProvider.System);
                    var before = location.Path is null ? null : file.Read();
                    var draft = new ConfigurationDraft(
                        location.Path ?? location.NewPath,
                        before?.Content ?? ConfigurationTemplate.Read()
                    );
                    return await Edit(terminal, file, before?.Version, draft, cancellation);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    return await terminal.Fail(failure.Message);
                }
            }
        );
        return command;
    }

    private static async Task<int> Edit(
        Terminal terminal,
        ConfigurationFile file,
        string? version,
        ConfigurationDraft draft,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            if (await FindFailure(terminal, draft.Path, cancellation) is { } failure)
            {
                var kept = draft.DeleteUnlessChanged() ? "" : $" Your text is kept in {draft.Path}";
                return await terminal.Fail($"{failure}; nothing was changed.{kept}");
            }

            byte[] content;
            try
            {
                content = draft.Read();
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return await terminal.Fail($"{unreadable.Message} Nothing was changed.");
            }

            if (draft.IsUnchanged(content) && version is not null)
            {
                draft.Delete();
                await terminal.Error.WriteLineAsync("Nothing was changed.");
                return 0;
            }

            var reading = ConfigurationReader.Read(content, draft.Path);
            await OpenedConfiguration.Tell(terminal, reading.Findings);
            if (!reading.HasErrors)
            {
                return await Take(terminal, file, version, draft, content);
            }

            if (!await terminal.Confirm("There are mistakes. Edit again?"))
            {
                return await terminal.Fail($"Nothing was changed. Your text is kept in {draft.Path}");
            }
        }
    }

    private static async Task<int> Take(
        Terminal terminal,
        ConfigurationFile file,
        string? version,
        ConfigurationDraft draft,
        byte[] content
    )
    {
        try
        {
            file.Write(content, version);
            draft.Delete();
            await terminal.Error.WriteLineAsync($"{file.Path} is {(version is null ? "made" : "changed")}.");
            return 0;
        }
        catch (Exception failure)
            when (failure is ConfigurationChangedException or IOException or UnauthorizedAccessException)
        {
            return await terminal.Fail($"{failure.Message} Your text is kept in {draft.Path}");
        }
    }

    /// <summary>Waits for the editor.</summary>
    /// <returns>Why it did not end well; <c>null</c> if it did.</returns>
    private static async Task<string?> FindFailure(Terminal terminal, string path, CancellationToken cancellation)
    {
        // As git does: the variable may hold arguments, so a shell reads it.
        var editor = Given(terminal, "VISUAL") ?? Given(terminal, "EDITOR") ?? "vi";
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(editor) { ArgumentList = { path } }
            : new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", editor + " \"$1\"", "sh", path } };

        // A Ctrl-C is for the editor, which may well go on.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? null : $"The editor, {editor}, ended with exit code {process.ExitCode}";
        }
        catch (Win32Exception failure)
        {
            return $"The editor, {editor}, cannot be started: {failure.Message}";
        }
    }

    private static string? Given(Terminal terminal, string variable) =>
        terminal.Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
