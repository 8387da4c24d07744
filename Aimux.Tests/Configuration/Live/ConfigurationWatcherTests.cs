using System.Runtime.Versioning;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Live;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Live;

/// <summary>When a change of the file is seen.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ConfigurationWatcherTests : IDisposable
{
    private const int MostSteps = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly SteppedTime _time = new();
    private readonly string _path;
    private readonly ConfigurationWatcher _watcher;

    public ConfigurationWatcherTests()
    {
        _path = _folder.Write("aimux.toon", "what it held at first");
        _watcher = new ConfigurationWatcher(new ConfigurationFile(_path, TimeProvider.System), _time);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_longest_way_leaves_time_to_read_the_file_within_the_second_that_is_promised()
    {
        Assert.True(ConfigurationWatcher.Longest <= TimeSpan.FromMilliseconds(900), $"{ConfigurationWatcher.Longest}");
    }

    [Theory]
    [InlineData("what it holds now, which is more")]
    [InlineData("less")]
    public async Task A_write_in_place_is_seen_within_that_time(string text)
    {
        var changed = Watch();
        await _time.Step(changed);

        Write(text);

        Assert.InRange(await StepsUntil(changed), TimeSpan.Zero, ConfigurationWatcher.Longest);
    }

    [Fact]
    public async Task A_slow_write_in_place_is_not_taken_half_way()
    {
        var changed = Watch();
        await _time.Step(changed);

        Write("what");
        for (var pauses = 0; pauses < 4; pauses++)
        {
            // Some 300 ms each.
            for (var steps = 0; steps < 3; steps++)
            {
                await _time.Step(changed);
                Assert.False(changed.IsCompleted, $"taken after {pauses} pauses and {steps} steps");
            }

            File.AppendAllText(_path, " it holds, and much more");
        }

        Assert.InRange(await StepsUntil(changed), TimeSpan.Zero, ConfigurationWatcher.Longest);
    }

    [Fact]
    public async Task A_file_that_replaces_another_need_not_rest()
    {
        var changed = Watch();
        await _time.Step(changed);

        Replace("what it holds now, which is more", null);

        Assert.InRange(await StepsUntil(changed), TimeSpan.Zero, TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public async Task Another_file_of_the_same_length_and_time_is_seen()
    {
        var changed = Watch();
        await _time.Step(changed);

        Replace("what it holds at last", File.GetLastWriteTimeUtc(_path));

        await StepsUntil(changed);
    }

    [Fact]
    public async Task Another_mode_is_seen()
    {
        var changed = Watch();
        await _time.Step(changed);

        File.SetUnixFileMode(_path, UnixFileMode.UserRead);

        await StepsUntil(changed);
    }

    [Fact]
    public async Task Another_owner_is_seen()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");
        var changed = Watch();
        await _time.Step(changed);

        new FileOwner(65534, 65534, _path).GiveFolder(_path);

        await StepsUntil(changed);
    }

    [Fact]
    public async Task Who_must_look_again_need_not_wait_for_a_change()
    {
        var waits = Watch();
        await _time.Step(waits);
        Assert.False(waits.IsCompleted);

        var again = _watcher.Changed(again: true, TestContext.Current.CancellationToken);
        await _time.Step(again);

        Assert.True(again.IsCompletedSuccessfully);
    }

    private Task Watch() => _watcher.Changed(again: false, TestContext.Current.CancellationToken);

    private void Write(string text) => File.WriteAllText(_path, text);

    private void Replace(string text, DateTime? written)
    {
        File.WriteAllText(_path + "~", text);
        if (written is { } time)
        {
            File.SetLastWriteTimeUtc(_path + "~", time);
        }

        File.Move(_path + "~", _path, overwrite: true);
    }

    /// <returns>The time that it took.</returns>
    private async Task<TimeSpan> StepsUntil(Task changed)
    {
        var begin = _time.GetUtcNow();
        for (var steps = 0; steps < MostSteps && !changed.IsCompleted; steps++)
        {
            await _time.Step(changed);
        }

        Assert.True(changed.IsCompletedSuccessfully, "the change was not seen");
        return _time.GetUtcNow() - begin;
    }
}
