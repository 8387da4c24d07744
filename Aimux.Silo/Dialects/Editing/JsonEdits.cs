namespace Aimux.Silo.Dialects.Editing;

/// <summary>What is to be changed in one JSON text, and the paths of what was.</summary>
internal sealed class JsonEdits
{
    private readonly JsonSplices _splices = new();
    private readonly List<string> _paths = [];

    /// <summary>The paths of what was changed, each once, in the order of the changes.</summary>
    public IReadOnlyList<string> Paths => _paths;

    public void Note(string path)
    {
        if (!_paths.Contains(path))
        {
            _paths.Add(path);
        }
    }

    public void Replace(int start, int end, byte[] text) => _splices.Replace(start, end, text);

    public byte[] Apply(ReadOnlySpan<byte> json) => _splices.Apply(json);
}
