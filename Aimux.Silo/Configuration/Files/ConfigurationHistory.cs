using System.Globalization;

namespace Aimux.Silo.Configuration.Files;

/// <summary>The last ten versions of a file, in the folder <c>.history</c> beside it.</summary>
/// <param name="file">The file, no link.</param>
/// <param name="time">Names the copies.</param>
/// <param name="owner">To whom copies are given.</param>
internal sealed class ConfigurationHistory(string file, TimeProvider time, FileOwner? owner = null)
{
    private const int Most = 10;
    private const string StampFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int StampLength = 19;

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

    /// <summary>Keeps a version, unless it is the newest one that is kept already.</summary>
    public void Add(ConfigurationText version)
    {
        IgnoredFolder.Create(_folder, owner);
        var newest = List() is [var first, ..] ? first : null;
        var suffix = $".{version.Version[..8]}{_extension}";
        if (newest is not null && newest.EndsWith(suffix, StringComparison.Ordinal))
        {
            return;
        }

        var stamp = Stamp(newest).ToString(StampFormat, CultureInfo.InvariantCulture);
        Write(Path.Combine(_folder, $"{_name}.{stamp}{suffix}"), version.Content);
        foreach (var old in List().Skip(Most))
        {
            File.Delete(old);
        }
    }

    /// <summary>Now; but later than the newest, though the clock stood still or was set back.</summary>
    private DateTimeOffset Stamp(string? newest)
    {
        var now = time.GetUtcNow();
        if (
            newest is null
            || !DateTimeOffset.TryParseExact(
                Path.GetFileName(newest).AsSpan(_name.Length + 1, StampLength),
                StampFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var last
            )
            || last < now.AddMilliseconds(-1)
        )
        {
            return now;
        }

        return last.AddMilliseconds(1);
    }

    private void Write(string path, byte[] content)
    {
        try
        {
            using var copy = OwnerOnly.CreateFile(path, owner);
            copy.Write(content);
            copy.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
