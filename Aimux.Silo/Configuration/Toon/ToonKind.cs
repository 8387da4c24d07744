namespace Aimux.Silo.Configuration.Toon;

/// <summary>What a value is, in JSON's terms.</summary>
internal enum ToonKind : byte
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}
