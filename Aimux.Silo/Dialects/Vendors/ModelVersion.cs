namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Reads versions out of the names of models, such as 5.2 out of <c>zai-org/GLM-5.2-Flash</c>.</summary>
internal static class ModelVersion
{
    // What is longer is a date, as in glm-4-0520.
    private const int MostDigits = 2;

    /// <summary>The version behind the first of these words that has one.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="family">What stands directly before the version, such as <c>glm-</c>; in any case.</param>
    /// <returns>Major times 100 plus minor, so that 4.10 is above 4.9; <c>null</c> if there is no version.</returns>
    public static int? After(string model, string family)
    {
        var from = 0;
        while (model.IndexOf(family, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            from = at + family.Length;
            var major = Number(model, from, out var end);
            if (major >= 0)
            {
                var minor = end < model.Length && model[end] == '.' ? Number(model, end + 1, out _) : 0;
                return (major * 100) + Math.Max(minor, 0);
            }
        }

        return null;
    }

    /// <returns>-1 if there is no number of a version.</returns>
    private static int Number(string text, int start, out int end)
    {
        var value = 0;
        for (end = start; end < text.Length && char.IsAsciiDigit(text[end]); end++)
        {
            value = (value * 10) + text[end] - '0';
        }

        return end - start is > 0 and <= MostDigits ? value : -1;
    }
}
