namespace Aimux.Tests.Support;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aimux-test-").FullName;

    /// <summary>A place in it, whether or not something is there.</summary>
    public string Of(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Makes a file and the folders above it.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string content)
    {
        var path = Of(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The names of everything in it, folders included, relative and in order.</summary>
    public IReadOnlyList<string> Entries() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
                .Select(entry => System.IO.Path.GetRelativePath(Path, entry))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
