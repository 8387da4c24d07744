namespace Aimux.Silo.Configuration.Files;

/// <summary>Folders beside the configuration that hold secrets or may: their owner's alone, and left out by Git.</summary>
internal static class IgnoredFolder
{
    private const string RulesName = ".gitignore";

    /// <summary>Makes the folder if it is not there. One that is there may be meant for Git, and is left as it is.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="owner">To whom a new one is given; <c>null</c>: it is its maker's.</param>
    public static void Create(string path, FileOwner? owner = null)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        OwnerOnly.CreateFolder(path, owner);
        try
        {
            using var rules = OwnerOnly.CreateFile(Path.Combine(path, RulesName), owner);
            rules.Write("*\n"u8);
        }
        catch (IOException) when (File.Exists(Path.Combine(path, RulesName)))
        {
            // Another process made the folder at the same time.
        }
    }

    /// <summary>Removes the folder if nothing was put into it.</summary>
    public static void DeleteIfEmpty(string path)
    {
        if (Directory.EnumerateFileSystemEntries(path).All(entry => Path.GetFileName(entry) == RulesName))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
