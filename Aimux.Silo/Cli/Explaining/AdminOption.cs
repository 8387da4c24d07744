using System.CommandLine;

namespace Aimux.Silo.Cli.Explaining;

/// <summary><c>--admin URL</c>: which running Aimux is asked.</summary>
internal static class AdminOption
{
    public static Option<string?> Create()
    {
        var admin = new Option<string?>("--admin")
        {
            Description = "The admin listener of the Aimux to ask; by default the configuration's.",
            HelpName = "URL",
        };
        admin.Validators.Add(result =>
        {
            if (
                result.Tokens is [{ Value: var text }]
                && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            )
            {
                result.AddError("--admin takes an address such as http://127.0.0.1:8081.");
            }
        });
        return admin;
    }
}
