namespace Aimux.Tests.Architecture;

/// <summary>The source files of the repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotSource = ["bin", "obj", "artifacts", "node_modules", "TestResults"];

    private static readonly string[] Code =
    [
        ".cs",
        ".razor",
        ".csproj",
        ".sln",
        ".props",
        ".targets",
        ".json",
        ".config",
        ".yml",
        ".yaml",
        ".sh",
        ".js",
        ".ts",
        ".css",
        ".html",
        ".py",
    ];

    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>Code and what builds it, scripts without an ending included; prose is not.</summary>
    public static IEnumerable<FileInfo> Sources => Below(Root).Where(IsCode);

    public static string NameOf(FileInfo file) =>
        Path.GetRelativePath(Root.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder)
    {
        var within = folder
            .EnumerateDirectories()
            .Where(child => child.Name[0] != '.' || child.Name is ".github" or ".config")
            .Where(child =>
                !NotSource.Contains(child.Name) && !child.Name.StartsWith("BenchmarkDotNet", StringComparison.Ordinal)
            );
        return folder.EnumerateFiles().Concat(within.SelectMany(Below));
    }

    private static bool IsCode(FileInfo file)
    {
        if (Code.Contains(file.Extension))
        {
            return true;
        }

        using var reader = file.OpenText();
        return file.Extension.Length == 0 && reader.ReadLine()?.StartsWith("#!", StringComparison.Ordinal) == true;
    }

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("Aimux.sln").Length == 0)
        {
            folder =
                folder.Parent ?? throw new InvalidOperationException($"No Aimux.sln above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
