using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>A secret's file that was just written.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsFolderNew">Whether its folder was made for it.</param>
internal sealed record SecretFileHandle(string Path, bool IsFolderNew)
{
    /// <summary>As the configuration refers to it.</summary>
    public string Reference => "file:" + Path;

    /// <summary>Takes it back: what should have referred to it was refused.</summary>
    public void Discard()
    {
        File.Delete(Path);
        if (IsFolderNew)
        {
            IgnoredFolder.DeleteIfEmpty(System.IO.Path.GetDirectoryName(Path)!);
        }
    }
}
