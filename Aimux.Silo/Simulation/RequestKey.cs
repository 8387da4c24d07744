namespace Aimux.Silo.Simulation;

/// <summary>The key a request carries, in the headers that its protocol takes.</summary>
internal static class RequestKey
{
    private const string AnthropicHeader = "x-api-key";
    private const string AnthropicVersion = "anthropic-version";
    private const string Scheme = "Bearer ";

    /// <summary>The key of an OpenAI request, empty without one.</summary>
    public static ReadOnlySpan<char> Bearer(IHeaderDictionary headers)
    {
        var header = Raw(headers);
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : default;
    }

    /// <summary>The key as x-api-key or bearer.</summary>
    public static ReadOnlySpan<char> Anthropic(IHeaderDictionary headers) =>
        headers[AnthropicHeader] is [{ Length: > 0 } value] ? value.AsSpan().Trim() : Bearer(headers);

    /// <summary>The key as bearer or as the bare header, which one vendor's quota endpoint takes.</summary>
    public static ReadOnlySpan<char> BearerOrRaw(IHeaderDictionary headers)
    {
        var bearer = Bearer(headers);
        return bearer.IsEmpty ? Raw(headers).Trim() : bearer;
    }

    public static ReadOnlySpan<char> Of(IHeaderDictionary headers, ServedPath path) =>
        path.IsAnthropic() || (path == ServedPath.Models && SpeaksAnthropic(headers))
            ? Anthropic(headers)
            : Bearer(headers);

    /// <summary>Whether the request says that it speaks Anthropic's protocol.</summary>
    public static bool SpeaksAnthropic(IHeaderDictionary headers) => headers.ContainsKey(AnthropicVersion);

    private static ReadOnlySpan<char> Raw(IHeaderDictionary headers) =>
        headers.Authorization is [{ } value] ? value.AsSpan() : default;
}
