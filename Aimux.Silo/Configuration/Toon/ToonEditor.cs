using System.Text.Json.Nodes;

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
    /// <exception cref="ToonException">The text is no TOON; only a text without mistakes can be edited.</exception>
    public ToonEditor(ReadOnlyMemory<byte> utf8, ToonDecodeOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>The text as it stands after the edits.</summary>
    public ToonDocument Document => throw new NotImplementedException();

    /// <summary>Replaces the value at a path, or adds the field that its last key names to the object before it.</summary>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public void Set(ToonPathStep[] path, JsonNode? value) => throw new NotImplementedException();

    /// <summary>Adds an item, row or entry at the end of the array or keyed table at a path.</summary>
    /// <param name="path">Of the array, or with the new entry's key as its last step of the keyed table's entry.</param>
    /// <param name="value">Of a row: an object with no other fields than the table's; a missing one becomes an empty cell.</param>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public void Add(ToonPathStep[] path, JsonNode? value) => throw new NotImplementedException();

    /// <summary>Removes a field, item, row or entry.</summary>
    /// <exception cref="ToonEditException">It cannot be done in place, or is not there.</exception>
    public void Remove(ToonPathStep[] path) => throw new NotImplementedException();

    /// <summary>Adds a column at the right end of a table, with one value in every row.</summary>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public void AddColumn(ToonPathStep[] path, string name, JsonNode? value) => throw new NotImplementedException();
}
