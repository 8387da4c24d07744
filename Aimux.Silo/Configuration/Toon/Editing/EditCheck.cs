namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>Whether a text reads as the one before with one edit, and nothing else, made to its value.</summary>
internal static class EditCheck
{
    /// <summary>The value at the path became another one.</summary>
    public static bool IsReplaced(ToonElement before, ToonElement after, ToonPathStep[] path, ToonElement value) =>
        Descend(ref before, ref after, path) && before.Key == after.Key && Matches(after, value);

    /// <summary>The container at the path has one more value, its last.</summary>
    public static bool IsAdded(
        ToonElement before,
        ToonElement after,
        ToonPathStep[] path,
        string? key,
        ToonElement value
    )
    {
        if (!Descend(ref before, ref after, path) || before.Kind != after.Kind || after.Count != before.Count + 1)
        {
            return false;
        }

        var last = after.Children.Last();
        return last.Key == key && Matches(last, value) && AreSame(before.Children, after.Children.SkipLast(1));
    }

    /// <summary>The value at the path is gone.</summary>
    public static bool IsRemoved(ToonElement before, ToonElement after, ToonPathStep[] path)
    {
        if (
            !Descend(ref before, ref after, path.AsSpan(..^1))
            || before.Kind != after.Kind
            || after.Count != before.Count - 1
        )
        {
            return false;
        }

        var rest = before.Children.Where((child, index) => !Is(child, index, path[^1]));
        return AreSame(rest, after.Children);
    }

    /// <summary>Every row of the table at the path has one more field, its last.</summary>
    public static bool HasColumn(
        ToonElement before,
        ToonElement after,
        ToonPathStep[] path,
        string name,
        ToonElement value
    )
    {
        if (!Descend(ref before, ref after, path) || before.Kind != after.Kind || before.Count != after.Count)
        {
            return false;
        }

        foreach (var (row, wider) in before.Children.Zip(after.Children))
        {
            if (
                row.Key != wider.Key
                || wider.Count != row.Count + 1
                || !AreSame(row.Children, wider.Children.SkipLast(1))
                || wider.Children.Last() is var last && (last.Key != name || !Matches(last, value))
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Follows a path in both, and finds whether everything beside it is the same.</summary>
    private static bool Descend(ref ToonElement before, ref ToonElement after, ReadOnlySpan<ToonPathStep> path)
    {
        foreach (var step in path)
        {
            if (before.Kind != after.Kind || before.Count != after.Count)
            {
                return false;
            }

            (ToonElement Before, ToonElement After)? found = null;
            var index = 0;
            foreach (var (one, other) in before.Children.Zip(after.Children))
            {
                if (Is(one, index++, step))
                {
                    found = (one, other);
                }
                else if (!AreSame(one, other))
                {
                    return false;
                }
            }

            if (found is not { } pair || pair.Before.Key != pair.After.Key)
            {
                return false;
            }

            (before, after) = pair;
        }

        return true;
    }

    private static bool Is(ToonElement child, int index, ToonPathStep step) =>
        step.Key is null ? step.Index == index : child.Key == step.Key;

    private static bool AreSame(IEnumerable<ToonElement> before, IEnumerable<ToonElement> after) =>
        before.Zip(after).All(pair => AreSame(pair.First, pair.Second));

    private static bool AreSame(ToonElement before, ToonElement after)
    {
        var open = new Stack<(ToonElement Before, ToonElement After)>([(before, after)]);
        while (open.TryPop(out var pair))
        {
            if (pair.Before.Key != pair.After.Key || !IsAlike(pair.Before, pair.After))
            {
                return false;
            }

            foreach (var children in pair.Before.Children.Zip(pair.After.Children))
            {
                open.Push(children);
            }
        }

        return true;
    }

    /// <summary>Whether a value is as given, whatever the order of fields; what a row was not given must be null.</summary>
    private static bool Matches(ToonElement actual, ToonElement given)
    {
        var open = new Stack<(ToonElement Actual, ToonElement? Given)>([(actual, given)]);
        while (open.TryPop(out var pair))
        {
            var isSparse = pair.Actual.Form is ToonForm.Row or ToonForm.Group;
            if (pair.Given is not { } expected)
            {
                if (!isSparse && pair.Actual.Kind != ToonKind.Null)
                {
                    return false;
                }
            }
            else if (isSparse ? expected.Kind != ToonKind.Object : !IsAlike(pair.Actual, expected))
            {
                return false;
            }

            if (!TryPush(open, pair.Actual, pair.Given, isSparse))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryPush(
        Stack<(ToonElement Actual, ToonElement? Given)> open,
        ToonElement actual,
        ToonElement? given,
        bool isSparse
    )
    {
        if (actual.Kind == ToonKind.Array && given is { } array)
        {
            foreach (var (one, other) in actual.Children.Zip(array.Children))
            {
                open.Push((one, other));
            }

            return true;
        }

        var fields = given is { } value ? EditPath.Fields(value) : [];
        foreach (var child in actual.Children)
        {
            ToonElement? expected = fields.Remove(child.Key!, out var found) ? found : null;
            if (expected is null && !isSparse)
            {
                return false;
            }

            open.Push((child, expected));
        }

        return fields.Count == 0;
    }

    private static bool IsAlike(ToonElement one, ToonElement other) =>
        one.Kind == other.Kind
        && (one.Kind is ToonKind.Object or ToonKind.Array ? one.Count == other.Count : one.Text == other.Text);
}
