using Aimux.Grains;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Hosting;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace Aimux.Tests.Hosting;

/// <summary>What outlives the process.</summary>
public sealed class KeptStateTests : IDisposable
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/v1");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_spent_day_a_long_rest_and_a_disabled_key_are_known_to_the_next_process()
    {
        DateTimeOffset? until;
        await using (var aimux = await Start())
        {
            var spent = Group(aimux, "one/spent");
            Assert.NotNull((await Acquire(spent, "one/spent")).Lease);
            Assert.NotNull((await Acquire(spent, "one/spent")).Lease);
            Assert.Equal(RefusalReason.Day, (await Acquire(spent, "one/spent")).Refusal);
            var lease = (await Acquire(Group(aimux, "one/resting"), "one/resting")).Lease!;
            until = await Group(aimux, "one/resting").Report(Refused(lease));
            await Group(aimux, "one/off").Disable("one/off");
        }

        await using (var aimux = await Start())
        {
            var day = await Acquire(Group(aimux, "one/spent"), "one/spent");
            Assert.Equal(RefusalReason.Day, day.Refusal);
            var rest = await Acquire(Group(aimux, "one/resting"), "one/resting");
            Assert.Equal((RefusalReason.Resting, until), (rest.Refusal, rest.ReopensAt));
            Assert.Equal(RefusalReason.Disabled, (await Acquire(Group(aimux, "one/off"), "one/off")).Refusal);
        }

        Assert.All(Files(), path => Assert.StartsWith("quota.", Path.GetFileName(path), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.All(Files(), path => Assert.Equal(owner, OwnerOnly.ModeOf(path)));
            Assert.Equal(owner | UnixFileMode.UserExecute, OwnerOnly.ModeOf(_folder.Of("state")));
        }
    }

    [Theory]
    [InlineData(AttemptOutcome.Succeeded, "was tried again and is accepted")]
    [InlineData(AttemptOutcome.Unauthorized, "was tried again and refused again: it rests until")]
    [InlineData(AttemptOutcome.ServerError, "was tried again, which told nothing of it (ServerError)")]
    public async Task That_a_refused_key_is_tried_again_is_logged_and_what_came_of_it(
        AttemptOutcome outcome,
        string told
    )
    {
        var rested = new KeyRecord
        {
            KeyId = "one/off",
            RestsUntil = TimeProvider.System.GetUtcNow().AddMinutes(-1),
            RestReason = AttemptOutcome.Unauthorized,
            Strikes = 1,
        };
        byte[] content;
        await using (var aimux = await Start())
        {
            var serializer = aimux.Services.GetRequiredService<Serializer>();
            content = serializer.SerializeToArray(new QuotaGroupRecord { Keys = [rested] });
            await Group(aimux, "one/off").Enable("one/off");
        }

        StateFile.Write(Assert.Single(Files()), content);

        await using var next = await Start();
        var lease = (await Acquire(Group(next, "one/off"), "one/off")).Lease!;
        Assert.Contains("Key \"one/off\" was refused by its provider and has rested: it is tried again", Lines(next));
        var report = new KeyReport("one/off", lease.Id, Some.Model, outcome, null, null, []);
        await Group(next, "one/off").Report(report);
        Assert.Contains(Lines(next), line => line.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_and_told_of()
    {
        await using (var aimux = await Start())
        {
            await Group(aimux, "one/off").Disable("one/off");
        }

        var file = Assert.Single(Files());
        await File.WriteAllTextAsync(file, "damaged", TestContext.Current.CancellationToken);
        await using (var aimux = await Start())
        {
            Assert.NotNull((await Acquire(Group(aimux, "one/off"), "one/off")).Lease);
            Assert.Contains(
                aimux.Logs.Events,
                entry => entry.RenderMessage().Contains("is damaged and is taken as empty", StringComparison.Ordinal)
            );
            await Group(aimux, "one/off").Disable("one/off");
        }

        Assert.True(File.Exists(file));
        Assert.Equal("damaged", await File.ReadAllTextAsync(file + ".damaged", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_two_processes_on_one_folder_the_last_to_write_wins()
    {
        await using (var first = await Start())
        await using (var second = await Start())
        {
            await Group(first, "one/off").Disable("one/off");
            await Group(second, "one/off").Disable("one/off");
            await Group(first, "one/off").Disable("one/off");
            await Group(second, "one/off").Enable("one/off");
        }

        await using var third = await Start();
        Assert.NotNull((await Acquire(Group(third, "one/off"), "one/off")).Lease);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_told_of_and_keeps_nobody_from_serving()
    {
        _folder.Write("state", "a file where the folder should be");
        await using var aimux = await Start();
        Assert.NotNull((await Acquire(Group(aimux, "one/off"), "one/off")).Lease);
        await Group(aimux, "one/off").Disable("one/off");
        Assert.Equal(RefusalReason.Disabled, (await Acquire(Group(aimux, "one/off"), "one/off")).Refusal);
        Assert.Contains(
            aimux.Logs.Events,
            entry => entry.RenderMessage().Contains("cannot be used", StringComparison.Ordinal)
        );
    }

    private Task<RunningAimux> Start()
    {
        var options = new AimuxOptions { Cluster = { State = _folder.Of("state") } };
        var provider = Some.Provider(
            "one",
            Nowhere,
            Some.Key("one", "spent", new KeyLimits(RequestsPerDay: 2)),
            Some.Key("one", "resting"),
            Some.Key("one", "off")
        );
        return RunningAimux.Start(new FixedProviders(provider), options);
    }

    private static IEnumerable<string> Lines(RunningAimux aimux) =>
        aimux.Logs.Events.Select(entry => entry.RenderMessage());

    private string[] Files() => Directory.GetFiles(_folder.Of("state"));

    private static KeyReport Refused(Lease lease) =>
        new(lease.KeyId, lease.Id, Some.Model, AttemptOutcome.QuotaExhausted, null, TimeSpan.FromHours(2), []);

    private static IQuotaGroupGrain Group(RunningAimux aimux, string id) => aimux.Grains.GetGrain<IQuotaGroupGrain>(id);

    private static Task<AcquireResult> Acquire(IQuotaGroupGrain group, string key) =>
        group.TryAcquire(new LeaseRequest(key, Some.Model, 1)).AsTask();
}
