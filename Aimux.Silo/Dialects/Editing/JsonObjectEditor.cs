using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Dialects.Editing;

/// <summary>
/// One object of a JSON text: its fields as they stand, and edits of them. Nothing is allocated before the first edit.
/// </summary>
internal ref struct JsonObjectEditor
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly string _path;
    private Span<JsonField> _fields;
    private List<PendingEdit>? _pending;
    private int _start;

    /// <param name="json">The whole text.</param>
    /// <param name="path">Where the object stands, with a dot behind it; empty for the whole.</param>
    /// <param name="space">Room for its fields; more is taken if that is not enough.</param>
    public JsonObjectEditor(ReadOnlySpan<byte> json, string path, Span<JsonField> space)
    {
        _json = json;
        _path = path;
        _fields = space;
    }

    public int Count { get; private set; }

    /// <summary>The edits so far, of this object and of those before it; <c>null</c> if there are none.</summary>
    public JsonEdits? Edits { get; set; }

    /// <summary>Forgets the fields: another object begins at the reader's token.</summary>
    public void Begin(scoped in Utf8JsonReader reader)
    {
        _start = (int)reader.BytesConsumed;
        _pending?.Clear();
        Count = 0;
    }

    /// <summary>Notes a field whose name and value the reader has just passed.</summary>
    public void Note(int nameStart, int nameEnd, int valueStart, int valueEnd, JsonTokenType kind)
    {
        if (Count == _fields.Length)
        {
            var more = new JsonField[Count * 2];
            _fields.CopyTo(more);
            _fields = more;
        }

        _fields[Count++] = new JsonField(nameStart, nameEnd, valueStart, valueEnd, kind, IsDropped: false);
    }

    public readonly bool IsNamed(int field, ReadOnlySpan<byte> name) =>
        JsonWord.Is(_json[_fields[field].NameStart.._fields[field].NameEnd], name);

    public readonly JsonTokenType Kind(int field) => _fields[field].Kind;

    public readonly bool IsDropped(int field) => _fields[field].IsDropped;

    /// <summary>The value as it stands.</summary>
    public readonly ReadOnlySpan<byte> Value(int field) => _json[_fields[field].ValueStart.._fields[field].ValueEnd];

    /// <summary>The last field of this name, which is the one that counts; -1 if there is none.</summary>
    public readonly int Find(ReadOnlySpan<byte> name)
    {
        for (var field = Count - 1; field >= 0; field--)
        {
            if (IsNamed(field, name))
            {
                return field;
            }
        }

        return -1;
    }

    public void Drop(int field, string name)
    {
        Note(name);
        _fields[field] = _fields[field] with { IsDropped = true };
    }

    public void Rename(int field, string name, string to)
    {
        var (start, end) = (_fields[field].NameStart, _fields[field].NameEnd);
        Change(name, new PendingEdit(field, start, end, Encoding.UTF8.GetBytes($"\"{to}\""), to));
    }

    public void Replace(int field, string name, byte[] value)
    {
        var (start, end) = (_fields[field].ValueStart, _fields[field].ValueEnd);
        Change(name, new PendingEdit(field, start, end, value, null));
    }

    /// <summary>Adds a field at the end.</summary>
    public void Add(string name, string json)
    {
        var end = Count == 0 ? _start : _fields[Count - 1].ValueEnd;
        Change(name, new PendingEdit(-1, end, end, Encoding.UTF8.GetBytes($"\"{name}\":{json}"), name));
    }

    /// <summary>Whether an edit gives this name to a field.</summary>
    public readonly bool IsTaken(string name)
    {
        if (_pending is not null)
        {
            foreach (var edit in _pending)
            {
                if (edit.Name == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Puts the edits of this object among all edits. To be called once, when no more is to come of it.</summary>
    public readonly void Finish()
    {
        var hasKept = CutDropped();
        if (_pending is null)
        {
            return;
        }

        foreach (var (field, start, end, text, _) in _pending)
        {
            if (field < 0)
            {
                Edits!.Replace(start, end, hasKept ? [(byte)',', .. text] : text);
                hasKept = true;
            }
            else if (!_fields[field].IsDropped)
            {
                Edits!.Replace(start, end, text);
            }
        }
    }

    /// <summary>Cuts out what was dropped, each field with one comma.</summary>
    /// <returns>Whether any field is left.</returns>
    private readonly bool CutDropped()
    {
        var hasKept = false;
        for (var field = 0; field < Count; field++)
        {
            if (!_fields[field].IsDropped)
            {
                hasKept = true;
                continue;
            }

            var (start, end) = (_fields[field].NameStart, _fields[field].ValueEnd);
            if (hasKept)
            {
                start = _fields[field - 1].ValueEnd;
            }
            else if (field + 1 < Count)
            {
                end = _fields[field + 1].NameStart;
            }

            Edits!.Replace(start, end, []);
        }

        return hasKept;
    }

    private void Change(string name, PendingEdit edit)
    {
        Note(name);

        // The last word on a place is the one that counts.
        _pending ??= [];
        _pending.RemoveAll(earlier => edit.Field >= 0 && earlier.Field == edit.Field && earlier.Start == edit.Start);
        _pending.Add(edit);
    }

    private void Note(string name)
    {
        Edits ??= new JsonEdits();
        Edits.Note(_path + name);
    }

    /// <param name="Field">The field that is edited; -1 if one is added.</param>
    /// <param name="Start">Where the edit starts.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="Text">What is put there.</param>
    /// <param name="Name">The name that the field gets; <c>null</c> if it keeps its own.</param>
    private sealed record PendingEdit(int Field, int Start, int End, byte[] Text, string? Name);
}
