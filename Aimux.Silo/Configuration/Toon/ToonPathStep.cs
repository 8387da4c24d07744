namespace Aimux.Silo.Configuration.Toon;

/// <summary>One step of a path: into an object by key, or into an array by index.</summary>
/// <param name="Key">The key, or <c>null</c> for an index.</param>
/// <param name="Index">0-based; without meaning beside a key.</param>
internal readonly record struct ToonPathStep(string? Key, int Index)
{
    public static implicit operator ToonPathStep(string key) => new(key, 0);

    public static implicit operator ToonPathStep(int index) => new(null, index);
}
