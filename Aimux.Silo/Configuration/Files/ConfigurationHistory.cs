using System.Globalization;

namespace Aimux.Silo.Configuration.Files;

/// <summary>The last ten versions of a file, in the folder <c>.history</c> beside it.</summary>
internal sealed class ConfigurationHistory(string file, TimeProvider time)
{
    private const int Most = 10;

    private readonly string _folder = Path.Combine(Path.GetDirectoryName(file)!, ".history");
    private readonly string _name = Path.GetFileNameWithoutExtension(file);
    private readonly string _extension = Path.GetExtension(file);

    /// <summary>The newest first; names sort by time.</summary>
    public IReadOnlyList<string> List() =>
        Directory.Exists(_folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(_folder, $"{_name}.????????T?????????Z.*{_extension}")
                    .OrderDescending(StringComparer.Ordinal),
            ]
            : [];

    public void Add(ConfigurationText version)
    {
        OwnerOnly.CreateFolder(_folder);
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(_folder, $"{_name}.{stamp}.{version.Version[..8]}{_extension}");
        if (!File.Exists(path))
        {
            using var copy = OwnerOnly.CreateFile(path);
            copy.Write(version.Content);
        }

        foreach (var old in List().Skip(Most))
        {
            File.Delete(old);
        }
    }
}
