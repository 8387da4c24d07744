namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>Follows the path of an edit.</summary>
internal static class EditPath
{
    /// <summary>The value at a path; <c>null</c> if there is none.</summary>
    public static ToonElement? Find(ToonElement root, ReadOnlySpan<ToonPathStep> path)
    {
        var at = root;
        foreach (var step in path)
        {
            if (!TryStep(at, step, out at))
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>The values of an object by their keys.</summary>
    public static Dictionary<string, ToonElement> Fields(ToonElement value) =>
        value.Kind == ToonKind.Object ? value.Children.ToDictionary(child => child.Key!, StringComparer.Ordinal) : [];

    /// <summary>Says how far a path leads.</summary>
    public static ToonEditException Missing(ToonElement root, ReadOnlySpan<ToonPathStep> path)
    {
        var at = root;
        foreach (var step in path)
        {
            if (!TryStep(at, step, out var next))
            {
                return new ToonEditException(Explain(at, step));
            }

            at = next;
        }

        return new ToonEditException($"{at.Path} is there.");
    }

    private static string Explain(ToonElement at, ToonPathStep step) =>
        (at.Kind, step.Key) switch
        {
            (ToonKind.Object, { } key) => $"{at.Path} has no field '{key}'.",
            (ToonKind.Object, null) => $"{at.Path} is an object; name a field of it instead of index {step.Index}.",
            (ToonKind.Array, null) => $"{at.Path} has no item {step.Index}; it holds {at.Count}, counted from 0.",
            (ToonKind.Array, { } key) => $"{at.Path} is an array; give the index of an item instead of '{key}'.",
            (_, { } key) => $"{at.Path} is a single value, so it has no field '{key}'.",
            _ => $"{at.Path} is a single value, so it has no item {step.Index}.",
        };

    private static bool TryStep(ToonElement at, ToonPathStep step, out ToonElement next)
    {
        next = default;
        if (step.Key is { } key)
        {
            return at.Kind == ToonKind.Object && at.TryGet(key, out next);
        }

        if (at.Kind != ToonKind.Array || step.Index < 0 || step.Index >= at.Count)
        {
            return false;
        }

        next = at.Children.ElementAt(step.Index);
        return true;
    }
}
