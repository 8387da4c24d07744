namespace Aimux.Silo.Configuration.Toon;

/// <summary>What separates values in one line; a header says which.</summary>
internal enum ToonDelimiter
{
    Comma = 0,
    Tab = 1,
    Pipe = 2,
}
