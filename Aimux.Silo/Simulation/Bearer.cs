namespace Aimux.Silo.Simulation;

/// <summary>The key a request carries.</summary>
internal static class Bearer
{
    private const string Scheme = "Bearer ";

    /// <summary>The key of the Authorization header, empty without one.</summary>
    public static ReadOnlySpan<char> Of(IHeaderDictionary headers)
    {
        var header = headers.Authorization is [{ } value] ? value.AsSpan() : default;
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : default;
    }
}
