using System.Runtime.Versioning;
using System.Text;
using Aimux.Silo.Configuration.Files;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Files;

[UnsupportedOSPlatform("windows")]
public sealed class ConfigurationFileTests : IDisposable
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_written_is_read_again_under_one_version()
    {
        var file = Open("aimux.toon");

        var version = file.Write("version: 1\n"u8, null);

        Assert.Equal("version: 1\n", Encoding.UTF8.GetString(file.Read().Content));
        Assert.Equal(version, file.Read().Version);
        Assert.Equal([".aimux.toon.lock", "aimux.toon"], _folder.Entries());
    }

    [Fact]
    public void A_reader_that_has_the_file_open_keeps_the_old_text()
    {
        var file = Open("aimux.toon");
        var version = file.Write("old"u8, null);
        using var reader = new StreamReader(File.OpenRead(file.Path));

        file.Write("new"u8, version);

        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(file.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        // With the ending of a temporary file the name is longer than file systems take; with that of a copy it is not.
        var file = Open(new string('a', 217) + ".toon");
        File.WriteAllText(file.Path, "old");
        var version = file.Read().Version;

        for (var tries = 0; tries < 3; tries++)
        {
            Assert.ThrowsAny<IOException>(() => file.Write("new"u8, version));
        }

        Assert.Equal("old", File.ReadAllText(file.Path));
        Assert.DoesNotContain(_folder.Entries(), name => name.EndsWith(".tmp", StringComparison.Ordinal));

        // Failures do not crowd out the versions that are kept.
        Assert.Single(file.History());
    }

    [Fact]
    public void A_folder_in_the_files_place_is_refused_and_stays()
    {
        var file = Open("aimux.toon");
        Directory.CreateDirectory(file.Path);
        _folder.Write("aimux.toon/content", "");

        var failure = Record.Exception(() => file.Write("new"u8, null));

        Assert.True(failure is IOException or UnauthorizedAccessException, $"{failure}");
        Assert.Equal([".aimux.toon.lock", "aimux.toon", "aimux.toon/content"], _folder.Entries());
    }

    [Fact]
    public void A_new_file_and_all_that_is_made_for_it_is_its_owners_alone()
    {
        var file = Open("one", "aimux.toon");
        var version = file.Write("old"u8, null);
        file.Write("new"u8, version);

        foreach (var entry in _folder.Entries().Select(name => _folder.Of(name)))
        {
            var expected = Directory.Exists(entry) ? OwnersAlone | UnixFileMode.UserExecute : OwnersAlone;
            Assert.True(File.GetUnixFileMode(entry) == expected, $"{entry}: {File.GetUnixFileMode(entry)}");
        }

        Assert.Single(file.History());
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.UserRead)]
    public void The_mode_that_its_owner_chose_stays(UnixFileMode mode)
    {
        var file = Open("aimux.toon");
        var version = file.Write("old"u8, null);
        File.SetUnixFileMode(file.Path, mode);

        file.Write("new"u8, version);

        Assert.Equal(mode, File.GetUnixFileMode(file.Path));
        Assert.Equal(OwnersAlone, File.GetUnixFileMode(Assert.Single(file.History())));
    }

    [Fact]
    public void A_link_stays_and_what_it_leads_to_is_replaced()
    {
        var target = _folder.Write("dotfiles/real.toon", "old");
        File.CreateSymbolicLink(_folder.Of("middle.toon"), Path.Combine("dotfiles", "real.toon"));
        File.CreateSymbolicLink(_folder.Of("aimux.toon"), "middle.toon");
        var file = Open("aimux.toon");

        file.Write("new"u8, file.Read().Version);

        Assert.Equal("middle.toon", new FileInfo(file.Path).LinkTarget);
        Assert.Equal(Path.Combine("dotfiles", "real.toon"), new FileInfo(_folder.Of("middle.toon")).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
        Assert.StartsWith(_folder.Of("dotfiles", ".history"), Assert.Single(file.History()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_nowhere_gets_its_target()
    {
        File.CreateSymbolicLink(_folder.Of("aimux.toon"), Path.Combine("later", "real.toon"));

        Open("aimux.toon").Write("new"u8, null);

        Assert.NotNull(new FileInfo(_folder.Of("aimux.toon")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(_folder.Of("later", "real.toon")));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(_folder.Of("one.toon"), "two.toon");
        File.CreateSymbolicLink(_folder.Of("two.toon"), "one.toon");

        Assert.ThrowsAny<IOException>(() => Open("one.toon").Write("new"u8, null));
    }

    [Fact]
    public void Who_read_an_older_version_is_refused_and_nothing_is_lost()
    {
        var file = Open("aimux.toon");
        var read = file.Write("first"u8, null);
        file.Write("second"u8, read);

        var refused = Assert.Throws<ConfigurationChangedException>(() => file.Write("third"u8, read));

        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
        Assert.Equal("second", File.ReadAllText(file.Path));
        Assert.Equal("first", File.ReadAllText(Assert.Single(file.History())));
    }

    [Fact]
    public void Who_saw_no_file_does_not_replace_one_and_who_saw_one_does_not_make_it_anew()
    {
        var file = Open("aimux.toon");
        var version = file.Write("first"u8, null);
        Assert.Throws<ConfigurationChangedException>(() => file.Write("second"u8, null));
        Assert.Equal("first", File.ReadAllText(file.Path));

        File.Delete(file.Path);
        Assert.Throws<ConfigurationChangedException>(() => file.Write("second"u8, version));
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public void Writing_what_is_there_changes_nothing()
    {
        var file = Open("aimux.toon");
        var version = file.Write("same"u8, null);

        Assert.Equal(version, file.Write("same"u8, version));

        Assert.Empty(file.History());
    }

    [Fact]
    public void Too_much_is_neither_read_nor_written()
    {
        var file = Open("aimux.toon");
        var most = new byte[16 << 20];
        var version = file.Write(most, null);
        Assert.Equal(most.Length, file.Read().Content.Length);

        var refused = Assert.Throws<IOException>(() => file.Write(new byte[most.Length + 1], version));
        Assert.Contains($"{most.Length}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(version, file.Read().Version);

        File.WriteAllBytes(file.Path, new byte[most.Length + 1]);
        refused = Assert.Throws<IOException>(() => file.Read());
        Assert.Contains($"{most.Length}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_pipe_holds_can_be_read()
    {
        var path = _folder.Of("pipe");
        using var make = System.Diagnostics.Process.Start("mkfifo", [path]);
        make.WaitForExit();
        var writer = Task.Run(() => File.WriteAllText(path, "version: 1"), TestContext.Current.CancellationToken);

        var content = new ConfigurationFile(path, TimeProvider.System).Read().Content;

        Assert.Equal("version: 1", Encoding.UTF8.GetString(content));
        Assert.False(writer.IsFaulted);
    }

    [Fact]
    public void A_file_that_is_not_there_cannot_be_read()
    {
        var failure = Assert.Throws<FileNotFoundException>(() => Open("aimux.toon").Read());

        Assert.Contains("aimux.toon", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Entries());
    }

    public void Dispose() => _folder.Dispose();

    private ConfigurationFile Open(params string[] names) => new(_folder.Of(names), TimeProvider.System);
}
