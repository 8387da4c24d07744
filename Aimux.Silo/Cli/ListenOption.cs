using System.CommandLine;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli;

/// <summary>Options that name an address to listen on.</summary>
internal static class ListenOption
{
    public static Option<ListenAddress?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "URL",
            CustomParser = result =>
            {
                try
                {
                    return ListenAddress.Parse(result.Tokens[0].Value);
                }
                catch (FormatException mistake)
                {
                    result.AddError($"{name}: {mistake.Message}");
                    return null;
                }
            },
        };
}
