using System.Collections.Immutable;

namespace Aimux.Silo.Wire.Requests;

/// <summary>What of a request did not cross, each once and in the order in which it was met.</summary>
internal sealed class Losses
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];

    public ImmutableArray<string> Paths => [.. _paths];

    public void Note(string path)
    {
        if (_seen.Add(path))
        {
            _paths.Add(path);
        }
    }
}
