using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>A copy of the configuration file that a person edits, readable by its owner alone.</summary>
internal sealed class ConfigurationDraft
{
    private readonly byte[] _before;

    /// <param name="original">The file; the copy stands beside it, so that secrets stay in its folder.</param>
    /// <param name="content">What to begin with.</param>
    public ConfigurationDraft(string original, byte[] content)
    {
        _before = content;
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(original))!;
        OwnerOnly.CreateFolder(folder);
        Path = System.IO.Path.Combine(folder, $".edit-{Guid.NewGuid():n}.toon");
        using var file = OwnerOnly.CreateFile(Path);
        file.Write(content);
    }

    public string Path { get; }

    /// <exception cref="IOException">It is gone, or too large.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read any more.</exception>
    public byte[] Read() => new ConfigurationFile(Path, TimeProvider.System).Read().Content;

    public bool IsUnchanged(byte[] content) => content.AsSpan().SequenceEqual(_before);

    /// <summary>Work of a person is not thrown away, whatever became of the editor.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool DeleteUnlessChanged()
    {
        try
        {
            if (!IsUnchanged(Read()))
            {
                return false;
            }

            Delete();
            return true;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return !File.Exists(Path);
        }
    }

    public void Delete() => File.Delete(Path);
}
