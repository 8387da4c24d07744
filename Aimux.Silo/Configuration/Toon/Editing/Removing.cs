namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>Takes a value out. Comments stay where they are, those above it and those among its lines.</summary>
internal static class Removing
{
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public static void Plan(TextPatch patch, ToonElement target)
    {
        if (!target.TryGetParent(out var parent))
        {
            throw new ToonEditException("The whole value cannot be removed; set it to an empty object.");
        }

        switch (parent.Form)
        {
            case ToonForm.Row or ToonForm.Group:
                throw new ToonEditException(
                    $"{target.Path} is a cell of the table {TableRow.Table(target).Path} and cannot be removed; "
                        + "set it to null, or remove the column by hand."
                );

            case ToonForm.Inline:
                RemoveInline(patch, parent, target);
                break;

            case ToonForm.Fields when TextPatch.StartsItem(target, parent):
                RemoveFirstField(patch, parent, target);
                break;

            case ToonForm.Fields:
                patch.DeleteLines(target.FirstLine, target.LastLine);
                break;

            default:
                patch.SetCount(parent, parent.Count - 1);
                patch.DeleteLines(target.FirstLine, target.LastLine);
                break;
        }
    }

    /// <summary>The first field of a list item, which stands behind the hyphen: the next one takes its place.</summary>
    private static void RemoveFirstField(TextPatch patch, ToonElement item, ToonElement target)
    {
        if (item.Count == 1)
        {
            // Only the hyphen stays, an empty object.
            var hyphen = patch.ContentStart(target.FirstLine);
            patch.Replace(hyphen + 1, patch.Document.LineSpan(target.FirstLine).End, "");
            patch.DeleteLines(target.FirstLine + 1, target.LastLine);
            return;
        }

        var next = item.Children.ElementAt(1);
        if (patch.HoldsRemarks(target.FirstLine, next.FirstLine))
        {
            throw new ToonEditException(
                $"{target.Path} stands behind its item's hyphen, and comments between lines {target.FirstLine} and "
                    + $"{next.FirstLine} would be lost when the next field takes its place. Remove it by hand."
            );
        }

        patch.Replace(target.KeySpan.Start, next.KeySpan.Start, "");
    }

    private static void RemoveInline(TextPatch patch, ToonElement array, ToonElement target)
    {
        var values = array.Children.ToArray();
        var index = Array.FindIndex(values, value => value.Span == target.Span);
        if (values.Length == 1)
        {
            Empty(patch, array);
            return;
        }

        patch.SetCount(array, values.Length - 1);
        if (values.Length == 2 && values[1 - index].Span.Length == 0)
        {
            // One empty value alone would read as no value.
            patch.Replace(values[0].Span.Start, values[1].Span.End, "\"\"");
        }
        else if (index == 0)
        {
            patch.Replace(values[0].Span.Start, values[1].Span.Start, "");
        }
        else
        {
            patch.Replace(values[index - 1].Span.End, target.Span.End, "");
        }
    }

    /// <summary>Writes an array without values, in its canonical form.</summary>
    private static void Empty(TextPatch patch, ToonElement array)
    {
        if (TextPatch.IsItem(array))
        {
            patch.Replace(patch.ContentStart(array.FirstLine), array.Span.End, "- [0]:");
        }
        else if (array.Key is null)
        {
            patch.Replace(array.Span, "[]");
        }
        else
        {
            patch.Replace(array.KeySpan.End, array.Span.End, ": []");
        }
    }
}
