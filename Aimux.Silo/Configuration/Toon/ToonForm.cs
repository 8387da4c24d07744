namespace Aimux.Silo.Configuration.Toon;

/// <summary>How a value is written.</summary>
internal enum ToonForm : byte
{
    /// <summary>A primitive that is the rest of its line: <c>key: value</c>, or the root.</summary>
    Field,

    /// <summary>A primitive among the values of an inline array: <c>key[2]: a,b</c>.</summary>
    InlineValue,

    /// <summary>A primitive in a row or entry row of a table.</summary>
    Cell,

    /// <summary>A primitive that is a list item: <c>- value</c>.</summary>
    Item,

    /// <summary>An object of one field a line: the root, <c>key:</c> with fields below it (or none), or a list item.</summary>
    Fields,

    /// <summary>An array written <c>[]</c>.</summary>
    EmptyArray,

    /// <summary>An array of primitives in its header's line: <c>key[2]: a,b</c>.</summary>
    Inline,

    /// <summary>An array of one <c>- item</c> after another below its header.</summary>
    List,

    /// <summary>An array of objects, one row each: <c>key[2]{a,b}:</c>.</summary>
    Table,

    /// <summary>An object of objects, one entry row each: <c>key[2:]{a,b}:</c>.</summary>
    KeyedTable,

    /// <summary>An object that is a row of a table or an entry row of a keyed one.</summary>
    Row,

    /// <summary>An object within a row, made of a nested field group: <c>{id,owner{name,mail}}</c>.</summary>
    Group,
}
