using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon.Editing;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>
/// Changes one value, row or field of a text at a time and keeps every other byte: comments, blank lines, indentation,
/// delimiters, line ends. Declared counts follow. What has no place in the text as it is written is refused, never guessed;
/// every edit is checked by reading the result before it counts.
/// </summary>
/// <remarks>
/// A path is a list of keys and indexes from the root: a <see cref="string"/> for the field of an object or the entry of a
/// keyed table, an <see cref="int"/> for the item of an array.
/// </remarks>
internal sealed class ToonEditor
{
    /// <summary>Reads the text strictly, whatever the options say.</summary>
    /// <exception cref="ToonException">The text is no TOON; only a text without mistakes can be edited.</exception>
    public ToonEditor(ReadOnlyMemory<byte> utf8, ToonDecodeOptions? options = null)
    {
        Document = ToonDocument.Parse(utf8, (options ?? ToonDecodeOptions.Default) with { Strict = true });
    }

    /// <summary>The text as it stands after the edits.</summary>
    public ToonDocument Document { get; private set; }

    /// <summary>
    /// Replaces the value at a path, or adds the field that its last key names to the object before it. Of a row or field
    /// group, fields that the value lacks become null.
    /// </summary>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public void Set(ToonPathStep[] path, JsonNode? value)
    {
        var fresh = new NewValue(value, Document.Options);
        var patch = new TextPatch(Document);
        if (EditPath.Find(Document.Root, path) is { } target)
        {
            Replacing.Plan(patch, target, fresh);
            Commit(patch, after => EditCheck.IsReplaced(Document.Root, after, path, fresh.Element));
        }
        else
        {
            AddField(patch, path, fresh);
        }
    }

    /// <summary>Adds an item, row or entry at the end of the array or keyed table at a path.</summary>
    /// <param name="path">Of the array, or with the new entry's key as its last step of the keyed table's entry.</param>
    /// <param name="value">Of a row: an object with no other fields than the table's; a missing one becomes null.</param>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public void Add(ToonPathStep[] path, JsonNode? value)
    {
        var fresh = new NewValue(value, Document.Options);
        var patch = new TextPatch(Document);
        if (EditPath.Find(Document.Root, path) is { } array)
        {
            Adding.Item(patch, array, fresh);
            Commit(patch, after => EditCheck.IsAdded(Document.Root, after, path, null, fresh.Element));
        }
        else
        {
            AddField(patch, path, fresh);
        }
    }

    /// <summary>
    /// Removes a field, item, row or entry with its lines; comments stay, those among its lines too. A table without its
    /// last row keeps its header.
    /// </summary>
    /// <exception cref="ToonEditException">It cannot be done in place, or is not there.</exception>
    public void Remove(ToonPathStep[] path)
    {
        var target = EditPath.Find(Document.Root, path) ?? throw EditPath.Missing(Document.Root, path);
        var patch = new TextPatch(Document);
        Removing.Plan(patch, target);
        Commit(patch, after => EditCheck.IsRemoved(Document.Root, after, path));
    }

    /// <summary>Adds a column at the right end of a table, with one value in every row.</summary>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public void AddColumn(ToonPathStep[] path, string name, JsonNode? value)
    {
        var table = EditPath.Find(Document.Root, path) ?? throw EditPath.Missing(Document.Root, path);
        var fresh = new NewValue(value, Document.Options);
        var patch = new TextPatch(Document);
        Columns.Plan(patch, table, name, fresh);
        Commit(patch, after => EditCheck.HasColumn(Document.Root, after, path, name, fresh.Element));
    }

    private void AddField(TextPatch patch, ToonPathStep[] path, NewValue value)
    {
        if (path[^1].Key is not { } key || EditPath.Find(Document.Root, path.AsSpan(..^1)) is not { } parent)
        {
            throw EditPath.Missing(Document.Root, path);
        }

        Adding.Field(patch, parent, key, value);
        Commit(patch, after => EditCheck.IsAdded(Document.Root, after, path[..^1], key, value.Element));
    }

    /// <summary>Takes the changed text if it reads as it should.</summary>
    private void Commit(TextPatch patch, Func<ToonElement, bool> isAsMeant)
    {
        ToonDocument after;
        try
        {
            after = ToonDocument.Parse(patch.ToBytes(), Document.Options);
        }
        catch (ToonException exception)
        {
            throw new ToonEditException(
                $"With this change the text could not be read. {exception.Error} Nothing was changed; edit it by hand."
            );
        }

        if (!isAsMeant(after.Root))
        {
            throw new ToonEditException(
                "As the text is written there, it would say something else than was asked for. Nothing was changed; edit "
                    + "it by hand."
            );
        }

        Document = after;
    }
}
