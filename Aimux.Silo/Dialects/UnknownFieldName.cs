namespace Aimux.Silo.Dialects;

/// <summary>Which field a provider says that it does not know.</summary>
internal static class UnknownFieldName
{
    public static string? TryFind(string message)
    {
        var start = message.IndexOf('\'', StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf('\'', start + 1);
        return end > start + 1 ? message[(start + 1)..end] : null;
    }
}
