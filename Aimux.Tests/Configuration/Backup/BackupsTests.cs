using Aimux.Dashboard.Configuration;
using Aimux.Tests.Admin.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Configuration.Backup;

/// <summary>Backups of a running Aimux.</summary>
public sealed class BackupsTests
{
    private const string Passphrase = "made-up passphrase";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_backup_brings_back_rows_comments_and_the_secrets_that_Aimux_keeps()
    {
        await using var api = await AdminApi.Start();
        var backups = api.Aimux.Services.GetRequiredService<IBackups>();
        (await api.Post("/api/keys/one/main/disable")).Is(200);
        (await api.Post("/api/keys", """{"provider":"one","id":"new","secret":"fake-new"}""")).Is(201);
        var comment = "# Bought in May.";

        var backup = backups.Create(Passphrase);
        (await api.Delete("/api/keys/one/new")).Is(204);
        (await api.Post("/api/keys/one/main/enable")).Is(200);
        (await api.Delete("/api/keys/one/main")).Is(204);
        var outcome = await backups.Restore(backup, Passphrase, Cancellation);

        Assert.True(outcome.IsMade, string.Join(' ', outcome.Findings.Select(finding => finding.Message)));
        Assert.Contains(comment, api.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-new", api.Text, StringComparison.Ordinal);
        using var served = await api.Chat("chat");
        var decision = await api.Aimux.EndedDecision(served);
        Assert.Equal("one/new", (string)Assert.Single(decision["attempts"]!.AsArray())!["key"]!);
        Assert.Equal("one", (string)decision["end"]!["provider"]!);
    }

    [Fact]
    public async Task A_backup_that_cannot_be_opened_changes_nothing()
    {
        await using var api = await AdminApi.Start();
        var backups = api.Aimux.Services.GetRequiredService<IBackups>();
        var backup = backups.Create(Passphrase);
        backup[^1] ^= 1;

        var damaged = await backups.Restore(backup, Passphrase, Cancellation);
        var nonsense = await backups.Restore([1, 2, 3], Passphrase, Cancellation);

        Assert.Equal(ChangeResult.Invalid, damaged.Result);
        Assert.Equal(ChangeResult.Invalid, nonsense.Result);
        Assert.NotEmpty(nonsense.Findings);
        Assert.Equal(api.Before, api.Text);
    }

    [Fact]
    public async Task A_backup_shows_no_secret_without_its_passphrase()
    {
        await using var api = await AdminApi.Start();
        (await api.Post("/api/keys", """{"provider":"one","id":"new","secret":"fake-new"}""")).Is(201);

        var backup = api.Aimux.Services.GetRequiredService<IBackups>().Create(Passphrase);

        Assert.Equal(-1, backup.AsSpan().IndexOf("fake-new"u8));
        Assert.Equal(-1, backup.AsSpan().IndexOf("providers"u8));
    }
}
