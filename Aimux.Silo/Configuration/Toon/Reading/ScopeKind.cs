namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>What the lines of a scope are.</summary>
internal enum ScopeKind
{
    Fields,
    Items,
    Rows,
    Entries,

    /// <summary>A root that nothing may follow.</summary>
    Closed,
}
