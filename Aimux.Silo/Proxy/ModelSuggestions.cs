using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Proxy;

/// <summary>Tells a caller which models there are when it asked for one that there is not.</summary>
internal static class ModelSuggestions
{
    private const int MostListed = 20;
    private const int LongestCompared = 128;

    public static string Explain(string model, ProviderCatalog catalog)
    {
        var names = catalog.Routes.Where(route => !route.Implied).Select(route => route.Name).ToList();
        var providers = string.Join(", ", catalog.Providers.Select(provider => provider.Id));
        if (names.Count == 0)
        {
            return $"The model '{model}' does not exist, and no models are known yet. "
                + $"Address a provider directly as 'provider/model'; providers: {providers}.";
        }

        var silent = catalog
            .Providers.Where(provider => provider.Models.IsEmpty)
            .Select(provider => provider.Id)
            .ToList();
        var unknown = silent.Count > 0 ? $" Not known yet: what {string.Join(", ", silent)} serve." : "";
        var near = names.Where(name => !name.EndsWith('*') && IsNear(model, name)).Take(3).ToList();
        var hint = near.Count > 0 ? $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?" : "";
        var listed = string.Join(", ", names.Take(MostListed));
        var more = names.Count > MostListed ? $" and {names.Count - MostListed} more (see /v1/models)" : "";
        return $"The model '{model}' does not exist.{hint} Models: {listed}{more}.{unknown} "
            + $"A provider is addressed directly as 'provider/model'; providers: {providers}.";
    }

    /// <summary>Whether a name was probably meant: one holds the other, or few letters differ.</summary>
    private static bool IsNear(string asked, string name)
    {
        if (asked.Length > LongestCompared || name.Length > LongestCompared)
        {
            return false;
        }

        return name.Contains(asked, StringComparison.OrdinalIgnoreCase)
            || asked.Contains(name, StringComparison.OrdinalIgnoreCase)
            || Distance(asked.ToLowerInvariant(), name.ToLowerInvariant()) <= Math.Max(2, name.Length / 5);
    }

    /// <summary>Least number of single-letter edits (Wagner and Fischer, 1974).</summary>
    private static int Distance(string one, string other)
    {
        Span<int> row = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
