using System.CommandLine;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli;

/// <summary>Options that name an address to listen on.</summary>
internal static class ListenOption
{
    public static Option<ListenAddress> Create(string name, string description, string usual)
    {
        return new Option<ListenAddress>(name)
        {
            Description = description,
            HelpName = "URL",
            DefaultValueFactory = _ => ListenAddress.Parse(usual),
            CustomParser = result =>
            {
                try
                {
                    var address = ListenAddress.Parse(result.Tokens[0].Value);
                    return address.IsLoopback
                        ? address
                        : throw new FormatException(
                            $"Aimux does not listen on '{address.Uri.Host}': callers are not authenticated, so anybody who "
                                + "reaches it could use your keys. Use a loopback address such as http://127.0.0.1:8080."
                        );
                }
                catch (FormatException mistake)
                {
                    result.AddError($"{name}: {mistake.Message}");
                    return null;
                }
            },
        };
    }
}
