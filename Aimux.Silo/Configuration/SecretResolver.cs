using System.Text;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration;

/// <summary>Fetches secrets from where the configuration says they are. What went wrong is told without any secret.</summary>
/// <param name="variable">Reads one environment variable.</param>
/// <param name="open">Opens a file; throws as <see cref="File.OpenRead"/> does.</param>
/// <param name="credentials">systemd's credentials directory; <c>null</c> if there is none.</param>
internal sealed class SecretResolver(Func<string, string?> variable, Func<string, Stream> open, string? credentials)
{
    private const int MostBytes = 64 << 10;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the environment and the files of this process.</summary>
    public static SecretResolver OfThisProcess()
    {
        var credentials = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY");
        return new SecretResolver(Environment.GetEnvironmentVariable, File.OpenRead, credentials);
    }

    /// <summary>Fetches a secret that is sent to a provider.</summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="secret"><c>null</c> if it cannot be had.</param>
    /// <param name="mistake">What is wrong, such as "CEREBRAS_API_KEY is not set".</param>
    public bool TryResolve(SecretReference reference, out ApiSecret? secret, out string? mistake)
    {
        secret = null;
        if (!TryRead(reference, out var text, out mistake))
        {
            return false;
        }

        try
        {
            secret = new ApiSecret(text!);
            return true;
        }
        catch (ArgumentException)
        {
            mistake = $"{Describe(reference)} holds no usable key (printable ASCII without blanks)";
            return false;
        }
    }

    /// <summary>Fetches a secret as text, such as a password. A hash stands for none.</summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="text">Not empty; <c>null</c> if it cannot be had.</param>
    /// <param name="mistake">What is wrong.</param>
    public bool TryRead(SecretReference reference, out string? text, out string? mistake)
    {
        (text, mistake) = reference.Kind switch
        {
            SecretKind.Clear => (reference.Content(), null),
            SecretKind.Environment => ReadVariable(reference.Content()),
            SecretKind.File => ReadFile(reference.Content()),
            _ => (null, "a hash cannot be sent as a key; expected env:NAME, file:/path or the secret itself"),
        };
        return text is not null;
    }

    private (string? Text, string? Mistake) ReadVariable(string name)
    {
        return variable(name)?.Trim() switch
        {
            null => (null, $"{name} is not set"),
            "" => (null, $"{name} is empty"),
            var text => (text, null),
        };
    }

    private (string? Text, string? Mistake) ReadFile(string name)
    {
        var path = name;
        if (!name.StartsWith('/'))
        {
            if (string.IsNullOrEmpty(credentials))
            {
                return (
                    null,
                    $"file:{name} names one of systemd's credentials, but CREDENTIALS_DIRECTORY is not set; "
                        + "expected an absolute path"
                );
            }

            path = Path.Combine(credentials, name);
        }

        try
        {
            return ReadFile(path, open);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var why = failure switch
            {
                FileNotFoundException or DirectoryNotFoundException => "it does not exist",
                UnauthorizedAccessException => "access is denied, or it is a directory",
                _ => failure.Message,
            };
            return (null, $"the file {path} cannot be read: {why}");
        }
    }

    private static (string? Text, string? Mistake) ReadFile(string path, Func<string, Stream> open)
    {
        using var file = open(path);
        var buffer = new byte[MostBytes + 1];
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > MostBytes)
        {
            return (null, $"the file {path} is larger than {MostBytes >> 10} KiB, too large for a secret");
        }

        try
        {
            var text = StrictUtf8.GetString(buffer.AsSpan(0, length)).TrimStart('\ufeff').Trim();
            return text.Length > 0 ? (text, null) : (null, $"the file {path} is empty");
        }
        catch (DecoderFallbackException)
        {
            return (null, $"the file {path} holds no UTF-8 text");
        }
    }

    private static string Describe(SecretReference reference)
    {
        return reference.Kind switch
        {
            SecretKind.Environment => reference.Content(),
            SecretKind.File => $"the file {reference.Content()}",
            _ => "secret",
        };
    }
}
