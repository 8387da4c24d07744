namespace Aimux.Silo.Dialects;

/// <summary>
/// All that is known of how providers say that they failed, most certain first: their codes, then the few sentences that
/// say what no code does, then their types, then the status of HTTP. The first row that fits counts.
/// </summary>
internal static class FailureTable
{
    /// <summary>What the provider's own words say.</summary>
    public static IReadOnlyList<FailureRow> Words { get; } =
    [.. NumberRows.All, .. CodeRows.All, .. TextRows.All, .. TypeRows.All];

    /// <summary>What the status of HTTP says by itself.</summary>
    public static IReadOnlyList<FailureRow> Statuses { get; } = StatusRows.All;

    /// <returns><c>null</c> if no word of the provider is known.</returns>
    public static FailureRow? FindWords(int status, UpstreamError error) => Find(Words, status, error);

    /// <returns><c>null</c> if the status is none of an error.</returns>
    public static FailureRow? FindStatus(int status) => Find(Statuses, status, UpstreamError.None);

    private static FailureRow? Find(IReadOnlyList<FailureRow> rows, int status, UpstreamError error)
    {
        foreach (var row in rows)
        {
            if (row.Fits(status, error))
            {
                return row;
            }
        }

        return null;
    }
}
