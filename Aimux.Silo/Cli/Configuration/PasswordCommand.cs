using System.CommandLine;
using System.Text.Json.Nodes;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration.Editing;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux passwd</c>: the operator's password, from a prompt or standard input, kept as a hash.</summary>
internal static class PasswordCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var command = new Command("passwd", "Set the operator's password; a running Aimux takes it at once.")
        {
            config,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                var (password, unusable) = await SecretInput.Read(terminal, "New password", false, cancellation);
                unusable ??= Passwords.Mistake(password!, opened.Options.Admin.User);
                if (unusable is not null)
                {
                    return await terminal.Fail($"{unusable} Nothing was changed.");
                }

                var hash = JsonValue.Create(CredentialHash.CreatePbkdf2(password!));
                return await opened.Change(
                    editor => editor.Set(SettingPath.Parse("admin.password"), hash),
                    "The password is set; the file holds a hash of it.",
                    cancellation
                );
            }
        );
        return command;
    }
}
