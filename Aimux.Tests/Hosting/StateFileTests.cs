using Aimux.Silo.Hosting;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Hosting;

public sealed class StateFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_back_what_was_written_last_with_its_version_and_leaves_nothing_else()
    {
        var path = _folder.Of("one.state");
        var first = StateFile.Write(path, "before"u8);
        var second = StateFile.Write(path, "after"u8);
        Assert.NotEqual(first, second);
        Assert.True(StateFile.TryRead(path, out var version, out var content));
        Assert.Equal((second, "after"), (version, System.Text.Encoding.UTF8.GetString(content.Span)));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Whatever_byte_is_changed_or_cut_off_it_is_seen()
    {
        var path = _folder.Of("one.state");
        StateFile.Write(path, "some content"u8);
        var whole = File.ReadAllBytes(path);
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.False(StateFile.TryRead(path, out _, out _));
            File.WriteAllBytes(path, whole[..i]);
            Assert.False(StateFile.TryRead(path, out _, out _));
        }
    }

    [Fact]
    public void Too_much_is_refused_and_the_old_one_stays()
    {
        var path = _folder.Of("one.state");
        var version = StateFile.Write(path, "before"u8);
        Assert.Throws<IOException>(() => StateFile.Write(path, new byte[StateFile.MostBytes + 1]));
        Assert.True(StateFile.TryRead(path, out var still, out _));
        Assert.Equal(version, still);
    }

    [Fact]
    public void Names_hold_nothing_that_a_file_system_minds_and_differ_as_their_parts_do()
    {
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.String)
            .Sample(
                (one, two, three, four) =>
                {
                    var (left, right) = (StateFileName.Of("a" + one, two), StateFileName.Of("a" + three, four));
                    Assert.Matches(@"\A[a-z0-9_%.~-]{1,220}\z", left);
                    Assert.True(left != right || Same(one, three) && Same(two, four));
                }
            );
        Assert.Equal("quota.group.one%2fa.state", StateFileName.Of("quota", "group", "one/a"));
        Assert.NotEqual(StateFileName.Of(new string('x', 500)), StateFileName.Of(new string('x', 501)));
        Assert.NotEqual(StateFileName.Of("A"), StateFileName.Of("a"), StringComparer.OrdinalIgnoreCase);
    }

    // What is no valid text is the same to any encoding.
    private static bool Same(string one, string other) =>
        System.Text.Encoding.UTF8.GetBytes(one).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(other));
}
