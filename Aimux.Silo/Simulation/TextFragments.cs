namespace Aimux.Silo.Simulation;

/// <summary>Cuts text as a tokenizer would: into pieces of a few characters.</summary>
internal static class TextFragments
{
    private const int Length = 5;

    public static string[] Split(string text)
    {
        var fragments = new List<string>((text.Length / Length) + 1);
        for (var start = 0; start < text.Length; )
        {
            var end = Math.Min(start + Length, text.Length);
            // Half of a surrogate pair is no text.
            if (end < text.Length && char.IsLowSurrogate(text[end]))
            {
                end++;
            }

            fragments.Add(text[start..end]);
            start = end;
        }

        return [.. fragments];
    }
}
