using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>How weights and prices of candidates are written.</summary>
internal static class CandidateValues
{
    private const double LeastWeight = 0.001;
    private const double MostWeight = 1_000;
    private const double MostPrice = 100_000;

    /// <summary>A number from 0.001 to 1,000.</summary>
    public static bool TryWeight(string text, out double weight) =>
        TryNumber(text, out weight) && weight is >= LeastWeight and <= MostWeight;

    /// <summary>INPUT/OUTPUT, dollars per million tokens.</summary>
    public static bool TryPrice(string text, [NotNullWhen(true)] out TokenPrice? price)
    {
        price = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (
            slash > 0
            && TryNumber(text[..slash], out var input)
            && TryNumber(text[(slash + 1)..], out var output)
            && input is >= 0 and <= MostPrice
            && output is >= 0 and <= MostPrice
        )
        {
            price = new TokenPrice(input, output);
        }

        return price is not null;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
