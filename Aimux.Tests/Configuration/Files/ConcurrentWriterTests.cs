using System.Globalization;
using System.Text;
using Aimux.Silo.Configuration.Files;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Files;

public sealed class ConcurrentWriterTests : IDisposable
{
    private const int Writers = 8;
    private const int Increments = 25;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Eight_writers_that_try_again_when_they_were_not_first_lose_nothing()
    {
        var path = _folder.Write("aimux.toon", "0");
        using var start = new Barrier(Writers);

        var writers = Enumerable
            .Range(0, Writers)
            .Select(_ =>
                Task.Factory.StartNew(
                    () =>
                    {
                        start.SignalAndWait();
                        var file = new ConfigurationFile(path, TimeProvider.System);
                        for (var count = 0; count < Increments; count++)
                        {
                            Increment(file);
                        }
                    },
                    TestContext.Current.CancellationToken,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            );
        await Task.WhenAll(writers);

        Assert.Equal($"{Writers * Increments}", File.ReadAllText(path));
        Assert.Equal(
            Enumerable.Range(Writers * Increments - 10, 10).Reverse().Select(number => $"{number}"),
            new ConfigurationFile(path, TimeProvider.System).History().Select(File.ReadAllText)
        );
        Assert.Equal(
            [".aimux.toon.lock", ".history", "aimux.toon"],
            _folder.Entries().Where(name => !name.StartsWith(".history/", StringComparison.Ordinal))
        );
        Assert.Equal(10, Directory.GetFiles(_folder.Of(".history"), "*.toon").Length);
    }

    public void Dispose() => _folder.Dispose();

    private static void Increment(ConfigurationFile file)
    {
        while (true)
        {
            var before = file.Read();
            var number = int.Parse(Encoding.UTF8.GetString(before.Content), CultureInfo.InvariantCulture);
            try
            {
                file.Write(Encoding.UTF8.GetBytes($"{number + 1}"), before.Version);
                return;
            }
            catch (ConfigurationChangedException)
            {
                // Another was first: read again.
            }
        }
    }
}
