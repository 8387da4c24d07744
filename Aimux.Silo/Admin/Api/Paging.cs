using System.Collections.Immutable;
using System.Globalization;

namespace Aimux.Silo.Admin.Api;

/// <summary>Parts of lists: <c>?limit=N&amp;after=ID</c>.</summary>
internal static class Paging
{
    /// <summary>The longest part, and the usual one.</summary>
    public const int Most = 500;

    /// <returns><c>null</c> if the query is wrong; then the request is answered.</returns>
    public static async Task<Page<T>?> Read<T>(HttpContext context, IEnumerable<T> all, Func<T, string> id)
    {
        var query = context.Request.Query;
        var limit = Most;
        if (
            query["limit"] is { Count: > 0 } given
            && (
                given.Count > 1
                || !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                || limit is < 1 or > Most
            )
        )
        {
            var detail = $"'limit' must be one whole number from 1 to {Most}, not '{given}'.";
            await ProblemWriter.Write(context, 400, "Bad limit", detail);
            return null;
        }

        var list = all.ToList();
        var begin = 0;
        if (query["after"] is [{ Length: > 0 } after])
        {
            begin = list.FindIndex(item => id(item) == after) + 1;
            if (begin == 0)
            {
                await ProblemWriter.Write(context, 400, "Bad after", $"'after' names '{after}', which is not there.");
                return null;
            }
        }

        var items = list.Skip(begin).Take(limit).ToImmutableArray();
        return new Page<T>(items, begin + items.Length < list.Count ? id(items[^1]) : null);
    }
}
