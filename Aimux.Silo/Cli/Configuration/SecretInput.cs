using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>A secret, or a reference to one, as it is typed or piped in.</summary>
internal static class SecretInput
{
    /// <param name="terminal">Where it comes from.</param>
    /// <param name="prompt">What to ask a person for.</param>
    /// <param name="isSent">Whether it is a provider's key, which goes into a header.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <returns>The text, or why there is none that can be used.</returns>
    public static async Task<(string? Text, string? Mistake)> Read(
        Terminal terminal,
        string prompt,
        bool isSent,
        CancellationToken cancellation
    )
    {
        string? text;
        try
        {
            text = await terminal.ReadSecret(prompt, cancellation);
        }
        catch (InvalidDataException tooMuch)
        {
            return (null, tooMuch.Message);
        }

        if (text is null)
        {
            return (null, "No secret was given: type it when asked, or pipe it in.");
        }

        if (!SecretReference.TryParse(text, out var reference, out var mistake))
        {
            return (null, $"The secret cannot be used: {mistake}.");
        }

        return isSent && reference!.Kind == SecretKind.Clear && !ApiSecret.IsUsable(text)
            ? (null, "The secret cannot be used: a key is made of printable ASCII characters without blanks.")
            : (text, null);
    }
}
