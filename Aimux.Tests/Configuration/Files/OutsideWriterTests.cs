using System.Text;
using Aimux.Silo.Configuration.Files;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Files;

/// <summary>Editors know nothing of the lock: what they save while Aimux writes must stay.</summary>
public sealed class OutsideWriterTests : IDisposable
{
    private const int Rounds = 50;
    private const int Most = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_saved_while_the_old_version_is_kept_stays(bool inPlace)
    {
        var path = _folder.Write("aimux.toon", "before");

        // The clock is asked when the copy of the old version gets its name.
        var file = new ConfigurationFile(path, new SavingTime(() => Save(path, "of the editor", inPlace)));
        var version = file.Read().Version;

        Assert.Throws<ConfigurationChangedException>(() => file.Write("mine"u8, version));

        Assert.Equal("of the editor", File.ReadAllText(path));
        AssertNothingIsLeft();
    }

    [Fact]
    public void What_is_saved_after_the_last_look_is_put_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux exchanges two files in one step.");
        var path = _folder.Write("aimux.toon", "of the editor");
        var next = _folder.Write("aimux.toon.tmp", "mine");

        var isThere = FileSwap.Swap(next, path, VersionOf("before"), VersionOf("mine"), Most);

        Assert.False(isThere);
        Assert.Equal("of the editor", File.ReadAllText(path));
        AssertNothingIsLeft();
    }

    [Fact]
    public void What_was_expected_is_replaced()
    {
        var path = _folder.Write("aimux.toon", "before");
        var next = _folder.Write("aimux.toon.tmp", "mine");

        Assert.True(FileSwap.Put(next, path, VersionOf("before"), VersionOf("mine"), Most));

        Assert.Equal("mine", File.ReadAllText(path));
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_file_that_somebody_else_made_meanwhile_stays()
    {
        var path = _folder.Write("aimux.toon", "of the editor");
        var next = _folder.Write("aimux.toon.tmp", "mine");

        Assert.False(FileSwap.Put(next, path, null, VersionOf("mine"), Most));

        Assert.Equal("of the editor", File.ReadAllText(path));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task An_editor_that_saves_at_the_same_time_has_the_last_word()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux exchanges two files in one step.");
        var path = _folder.Write("aimux.toon", "");
        for (var round = 0; round < Rounds; round++)
        {
            Save(path, $"before {round}", inPlace: false);
            var file = new ConfigurationFile(path, TimeProvider.System);
            var version = file.Read().Version;
            using var start = new Barrier(2);
            var editor = Task.Run(
                () =>
                {
                    start.SignalAndWait();
                    Save(path, $"of the editor {round}", inPlace: false);
                },
                TestContext.Current.CancellationToken
            );
            start.SignalAndWait(TestContext.Current.CancellationToken);
            Record.Exception(() => file.Write(Encoding.UTF8.GetBytes($"mine {round}"), version));
            await editor;

            // Either it came first, and Aimux refused, or it came last.
            Assert.Equal($"of the editor {round}", await File.ReadAllTextAsync(path, CancellationToken.None));
        }
    }

    private static void Save(string path, string text, bool inPlace)
    {
        var place = inPlace ? path : path + "~";
        File.WriteAllText(place, text);
        if (!inPlace)
        {
            File.Move(place, path, overwrite: true);
        }
    }

    private static string VersionOf(string text) => ConfigurationText.Of(Encoding.UTF8.GetBytes(text)).Version;

    private void AssertNothingIsLeft() =>
        Assert.DoesNotContain(_folder.Entries(), name => name.EndsWith(".tmp", StringComparison.Ordinal));

    private sealed class SavingTime(Action save) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            save();
            return DateTimeOffset.UnixEpoch;
        }
    }
}
