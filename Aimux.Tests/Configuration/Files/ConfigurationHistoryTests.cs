using System.Runtime.Versioning;
using System.Text;
using Aimux.Silo.Configuration.Files;
using Aimux.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Configuration.Files;

[UnsupportedOSPlatform("windows")]
public sealed class ConfigurationHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void The_last_ten_versions_are_kept_the_newest_first()
    {
        var file = WriteVersions(14, () => _time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(Expected(3, 12), Contents(file));
        Assert.Equal(10, Directory.GetFiles(_folder.Of(".history"), "*.toon").Length);
    }

    [Fact]
    public void A_copy_says_when_and_what()
    {
        var file = WriteVersions(2, () => { });

        var version = ConfigurationText.Of("0"u8.ToArray()).Version;
        Assert.Equal(
            _folder.Of(".history", $"aimux.20260304T050607089Z.{version[..8]}.toon"),
            Assert.Single(file.History())
        );
    }

    [Fact]
    public void The_order_is_that_of_writing_when_the_clock_stands_still()
    {
        var file = WriteVersions(14, () => { });

        Assert.Equal(Expected(3, 12), Contents(file));
    }

    [Fact]
    public void The_order_is_that_of_writing_when_the_clock_was_set_back()
    {
        var file = WriteVersions(11, () => _time.Advance(TimeSpan.FromSeconds(1)));
        _time.AdjustTime(Start.AddDays(-1));

        file.Write("11"u8, file.Read().Version);
        file.Write("12"u8, file.Read().Version);

        Assert.Equal(Expected(2, 11), Contents(file));
    }

    [Fact]
    public void Copies_are_their_owners_alone()
    {
        var file = WriteVersions(3, () => { });

        Assert.All(
            file.History(),
            copy => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy))
        );
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_folder.Of(".history"))
        );
    }

    [Fact]
    public void Files_in_one_folder_keep_to_their_own()
    {
        var one = WriteVersions(14, () => { });
        var other = new ConfigurationFile(_folder.Of("aimux.test.toon"), _time);
        _folder.Write(".history/notes.txt", "mine");
        other.Write("a"u8, null);
        other.Write("b"u8, other.Read().Version);

        Assert.Equal(10, one.History().Count);
        Assert.Equal("a", File.ReadAllText(Assert.Single(other.History())));
        Assert.True(File.Exists(_folder.Of(".history", "notes.txt")));
    }

    [Fact]
    public void Without_an_earlier_version_there_is_none_to_list() =>
        Assert.Empty(WriteVersions(1, () => { }).History());

    [Fact]
    public void What_cannot_be_kept_is_not_replaced()
    {
        var file = WriteVersions(1, () => { });
        _folder.Write(".history", "a file where the folder should be");

        Assert.ThrowsAny<IOException>(() => file.Write("1"u8, file.Read().Version));

        Assert.Equal("0", File.ReadAllText(file.Path));
        Assert.Equal([".aimux.toon.lock", ".history", "aimux.toon"], _folder.Entries());
    }

    public void Dispose() => _folder.Dispose();

    private ConfigurationFile WriteVersions(int count, Action between)
    {
        var file = new ConfigurationFile(_folder.Of("aimux.toon"), _time);
        string? version = null;
        for (var number = 0; number < count; number++)
        {
            version = file.Write(Encoding.UTF8.GetBytes($"{number}"), version);
            between();
        }

        return file;
    }

    private static IEnumerable<string> Contents(ConfigurationFile file) => file.History().Select(File.ReadAllText);

    private static IEnumerable<string> Expected(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Reverse().Select(number => $"{number}");
}
