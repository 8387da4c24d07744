using System.Runtime.Versioning;
using Aimux.Silo.Configuration.Files;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Files;

/// <summary>Root writes what belongs to somebody else.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileOwnerTests : IDisposable
{
    private const uint Nobody = 65534;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_replaces_a_file_and_is_kept_beside_it_belongs_to_the_files_owner()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");
        var path = _folder.Write("aimux.toon", "old");
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(path, mode);
        GiveToNobody(path);
        var file = new ConfigurationFile(path, TimeProvider.System);

        file.Write("new"u8, file.Read().Version);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Single(file.History());
        Assert.All(_folder.Entries(), name => Assert.Equal((Nobody, Nobody), OwnerOf(_folder.Of(name))));
    }

    [Fact]
    public void What_a_link_leads_to_says_whose_it_is()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");
        var target = _folder.Write("real/aimux.toon", "old");
        File.CreateSymbolicLink(_folder.Of("aimux.toon"), target);
        GiveToNobody(target);
        var file = new ConfigurationFile(_folder.Of("aimux.toon"), TimeProvider.System);

        file.Write("new"u8, file.Read().Version);

        Assert.Equal((Nobody, Nobody), OwnerOf(target));
        Assert.Equal((Nobody, Nobody), (file.Owner!.User, file.Owner.Group));
    }

    [Fact]
    public void A_new_file_and_its_folders_belong_to_the_owner_of_the_folder_that_is_there()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");
        GiveToNobody(_folder.Path);
        var file = new ConfigurationFile(_folder.Of("one", "two", "aimux.toon"), TimeProvider.System);

        file.Write("new"u8, null);

        Assert.Equal(4, _folder.Entries().Count);
        Assert.All(_folder.Entries(), name => Assert.Equal((Nobody, Nobody), OwnerOf(_folder.Of(name))));
    }

    [Fact]
    public void A_lock_that_is_there_is_not_given_away_for_it_may_be_a_link()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");
        var path = _folder.Write("aimux.toon", "old");
        GiveToNobody(path);
        var precious = _folder.Write("precious", "");
        File.CreateSymbolicLink(_folder.Of(".aimux.toon.lock"), precious);
        var file = new ConfigurationFile(path, TimeProvider.System);

        file.Write("new"u8, file.Read().Version);

        Assert.NotEqual((Nobody, Nobody), OwnerOf(precious));
    }

    [Fact]
    public void Who_may_not_give_a_file_away_is_told_whose_it_should_be_and_leaves_nothing()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may give every file away.");
        var path = _folder.Of("secret");

        var refused = Assert.Throws<UnauthorizedAccessException>(() =>
            OwnerOnly.CreateFile(path, new FileOwner(0, 0, "/made/up/aimux.toon"))
        );

        Assert.Contains("/made/up/aimux.toon belongs to user 0", refused.Message, StringComparison.Ordinal);
        Assert.Contains("as root", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Entries());
    }

    private static void GiveToNobody(string path) => new FileOwner(Nobody, Nobody, path).GiveFolder(path);

    private static (uint User, uint Group) OwnerOf(string path)
    {
        var status = UnixStatus.Of(path)!.Value;
        return (status.User, status.Group);
    }
}
