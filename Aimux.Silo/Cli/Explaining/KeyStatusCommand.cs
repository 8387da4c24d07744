using System.CommandLine;
using Aimux.Silo.Cli.Configuration;

namespace Aimux.Silo.Cli.Explaining;

/// <summary><c>aimux keys status</c>: how the keys of a running Aimux stand, and what is left of their quotas.</summary>
internal static class KeyStatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var (admin, config, json) = (AdminOption.Create(), CommonOptions.Config(), CommonOptions.Json());
        var command = new Command(
            "status",
            "Tell how the keys stand: in use, at rest, and what is left of their quotas. Needs a running Aimux."
        )
        {
            admin,
            config,
            json,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var client = AdminClient.For(terminal, parsed.GetValue(admin), parsed.GetValue(config));
                if (await client.Get("/api/keys", cancellation) is not { } page)
                {
                    return CommandLine.Failed;
                }

                if (parsed.GetValue(json))
                {
                    await JsonOutput.Write(terminal, page);
                }
                else
                {
                    await KeyStatusText.Write(terminal, page, TimeProvider.System.LocalTimeZone);
                }

                return 0;
            }
        );
        return command;
    }
}
