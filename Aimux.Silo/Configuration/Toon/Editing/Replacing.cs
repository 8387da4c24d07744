namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>Puts another value in the place of one.</summary>
internal static class Replacing
{
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public static void Plan(TextPatch patch, ToonElement target, NewValue value)
    {
        switch (target.Form)
        {
            case ToonForm.Row or ToonForm.Group:
                TableRow.Rewrite(patch, target, value.Element);
                break;

            case ToonForm.Cell
            or ToonForm.InlineValue when !value.IsPrimitive:
                throw new ToonEditException(
                    target.Form == ToonForm.Cell
                        ? $"{target.Path} is a cell of a table and takes a primitive, not {value.Noun}."
                        : $"{target.Path} is one of several values in a line and takes a primitive, not {value.Noun}; "
                            + "replace the whole array."
                );

            case ToonForm.Field
            or ToonForm.Item
            or ToonForm.Cell
            or ToonForm.InlineValue when value.IsPrimitive:
                patch.Replace(target.Span, Token.OfValue(value.Element, Delimiter(target)));
                break;

            case ToonForm.Inline when value.Element.Form == ToonForm.Inline:
                ReplaceValues(patch, target, value);
                break;

            default:
                ReplaceLines(patch, target, value);
                break;
        }
    }

    /// <summary>The delimiter for containers that take the place of a value or are added to it: its own, or the text's first.</summary>
    public static ToonDelimiter DelimiterFor(ToonElement place)
    {
        for (ToonElement? at = place; at is { } element; at = element.TryGetParent(out var parent) ? parent : null)
        {
            if (element.CountSpan.Length > 0)
            {
                return element.Delimiter;
            }
        }

        return FirstDelimiter(place.Document.Root);
    }

    private static ToonDelimiter FirstDelimiter(ToonElement root)
    {
        var open = new Stack<IEnumerator<ToonElement>>();
        open.Push(((IEnumerable<ToonElement>)[root]).GetEnumerator());
        while (open.TryPeek(out var level))
        {
            if (!level.MoveNext())
            {
                open.Pop();
            }
            else if (level.Current.CountSpan.Length > 0)
            {
                return level.Current.Delimiter;
            }
            else if (level.Current.Form == ToonForm.Fields)
            {
                open.Push(level.Current.Children.GetEnumerator());
            }
        }

        return ToonDelimiter.Comma;
    }

    /// <summary>The delimiter in whose reach a primitive stands.</summary>
    private static ToonDelimiter Delimiter(ToonElement target) =>
        target.Form switch
        {
            ToonForm.Cell => TableRow.Table(target).Delimiter,
            ToonForm.InlineValue when target.TryGetParent(out var array) => array.Delimiter,
            _ => ToonDelimiter.Comma,
        };

    private static void ReplaceValues(TextPatch patch, ToonElement target, NewValue value)
    {
        var values = target.Children.ToArray();
        var separator = TableRow.Separator(patch, values, target.Delimiter);
        var tokens = value.Element.Children.Select(item => Token.OfValue(item, target.Delimiter));
        patch.SetCount(target, value.Element.Count);
        patch.Replace(values[0].Span.Start, values[^1].Span.End, string.Join(separator, tokens));
    }

    /// <summary>Replaces everything that belongs to a value except its key.</summary>
    private static void ReplaceLines(TextPatch patch, ToonElement target, NewValue value)
    {
        if (!target.TryGetParent(out _))
        {
            ReplaceRoot(patch, target, value);
            return;
        }

        RefuseRemarks(patch, target, target.FirstLine, target.LastLine);
        var delimiter = DelimiterFor(target);
        var isItem = TextPatch.IsItem(target);
        var lines = isItem ? value.ItemLines(delimiter) : value.FieldLines(delimiter);
        var indent = patch.Indent(patch.Depth(target));
        var text = patch.Join(target.LastLine, lines.Select((line, index) => index == 0 ? line : indent + line));

        // The token of an item that is a primitive does not include its hyphen.
        var start = isItem ? patch.ContentStart(target.FirstLine) : target.KeySpan.End;
        patch.Replace(start, target.Span.End, text);
    }

    private static void ReplaceRoot(TextPatch patch, ToonElement root, NewValue value)
    {
        var lines = value.RootLines(DelimiterFor(root));
        var isEmpty = root is { Form: ToonForm.Fields, Count: 0 };
        if (isEmpty)
        {
            if (lines.Count > 0)
            {
                patch.InsertLines(patch.Document.LineCount, lines);
            }

            return;
        }

        var firstLine = root.Form == ToonForm.Fields ? root.Children.Min(field => field.FirstLine) : root.FirstLine;
        RefuseRemarks(patch, root, firstLine, root.LastLine);
        if (lines.Count == 0)
        {
            patch.DeleteLines(firstLine, root.LastLine);
            return;
        }

        var end = patch.Document.LineSpan(root.LastLine).End;
        patch.Replace(patch.ContentStart(firstLine), end, patch.Join(root.LastLine, lines));
    }

    private static void RefuseRemarks(TextPatch patch, ToonElement target, int firstLine, int lastLine)
    {
        if (patch.HoldsRemarks(firstLine, lastLine))
        {
            throw new ToonEditException(
                $"{target.Path} holds comments or blank lines between lines {firstLine} and {lastLine}, which would be "
                    + "lost. Change its values one by one, or edit it by hand."
            );
        }
    }
}
