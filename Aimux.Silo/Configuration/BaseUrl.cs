namespace Aimux.Silo.Configuration;

/// <summary>What the address of a provider's API must be like.</summary>
internal static class BaseUrl
{
    private const string Example = "https://api.example.com/v1";

    /// <param name="text">What was given.</param>
    /// <param name="url">The address; <c>null</c> if there is a mistake.</param>
    /// <param name="mistake">Words that follow the name of what was given: "is no http(s) URL such as ...".</param>
    /// <param name="example">What to show as expected.</param>
    public static bool TryParse(string text, out Uri? url, out string? mistake, string example = Example)
    {
        mistake = null;
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out url) || url.Scheme is not ("http" or "https"))
        {
            mistake = $"is no http(s) URL such as {example}";
        }
        else if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            mistake = $"holds more than an address and a path, such as {example}";
        }

        url = mistake is null ? url : null;
        return mistake is null;
    }

    /// <summary>Whether requests sent there would come back to this Aimux, and go in circles.</summary>
    /// <param name="url">The address.</param>
    /// <param name="own">The data listener of this process.</param>
    public static bool LeadsTo(Uri url, Uri own) =>
        url.Port == own.Port && (url.IsLoopback || url.Host is "0.0.0.0" or "[::]" || url.Host == own.Host);

    /// <summary>
    /// The same for Anthropic's API: its SDKs add the version to what they call the base URL, so it is often left out.
    /// </summary>
    public static string NormalizeMessages(Uri url)
    {
        var address = Normalize(url, null);
        var last = url.Segments[^1].TrimEnd('/');
        var isVersion = last is ['v', .. { Length: > 0 } number] && number.All(char.IsAsciiDigit);
        return isVersion ? address : address + "/v1";
    }

    /// <summary>The address as the catalog holds it: without a slash at its end, and never without the usual path.</summary>
    /// <param name="url">The address.</param>
    /// <param name="usual">Some SDKs want the version in the base URL, some add it: without a path the one of this is meant.</param>
    public static string Normalize(Uri url, string? usual)
    {
        var path = url.AbsolutePath == "/" && usual is not null ? new Uri(usual).AbsolutePath : url.AbsolutePath;
        return url.GetLeftPart(UriPartial.Authority) + path.TrimEnd('/');
    }
}
