namespace Aimux.Silo.Configuration.Toon;

/// <summary>What is wrong with a text or a value, one for each condition of the specification's section 14.</summary>
internal enum ToonErrorCode
{
    /// <summary>The bytes are no well-formed UTF-8.</summary>
    IllFormedUtf8,

    /// <summary>A header declares another count than there are values, items, rows or entries.</summary>
    CountMismatch,

    /// <summary>A row has more or fewer cells than its header has fields.</summary>
    WidthMismatch,

    /// <summary>A line with an unquoted bracket before its colon is no valid header.</summary>
    InvalidHeader,

    /// <summary>A backslash in quotes is followed by what is no escape.</summary>
    InvalidEscape,

    /// <summary>A quoted string or key does not end where it should.</summary>
    UnterminatedString,

    /// <summary>A line of fields has no colon.</summary>
    MissingColon,

    /// <summary>A line stands in an array but is no item, row or entry of it.</summary>
    MissingItem,

    /// <summary>A tab, or a number of spaces that is no multiple of the indent size.</summary>
    InvalidIndentation,

    /// <summary>A line is deeper than anything that it could belong to.</summary>
    UnexpectedIndentation,

    /// <summary>A blank line stands between the rows or items of an array.</summary>
    BlankLine,

    /// <summary>Two fields of one object have the same key.</summary>
    DuplicateKey,

    /// <summary>Something follows a value that must stand alone.</summary>
    TrailingContent,

    /// <summary>Text holds half of a surrogate pair, which UTF-8 cannot carry.</summary>
    LoneSurrogate,

    /// <summary>A limit of the options is passed.</summary>
    LimitExceeded,

    /// <summary>A value cannot become the type that was asked for.</summary>
    TypeMismatch,
}
