using Aimux.Silo.Access;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog.Core;
using Xunit;

namespace Aimux.Tests.Configuration.Live;

/// <summary>What a look at the file comes to, whatever fails.</summary>
public sealed class LiveConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AccessControl _access = new();
    private readonly CountedErrors _errors = new();
    private readonly ScriptedCatalog _catalog;
    private readonly CatalogLoader _loader;
    private readonly AimuxOptions _first = new();
    private LiveConfiguration? _live;

    public LiveConfigurationTests()
    {
        _catalog = ScriptedCatalog.Create(out var grains);
        var secrets = new SecretStore();
        _loader = new CatalogLoader(
            new ModelDiscovery(null!, secrets),
            secrets,
            grains,
            TimeProvider.System,
            NullLogger<CatalogLoader>.Instance
        );
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _folder.Of("aimux.toon");

    public void Dispose()
    {
        _live?.Dispose();
        _loader.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_listener_that_is_open_until_the_next_start_does_not_take_the_usual_password()
    {
        _first.Admin.Listen = ListenAddress.Parse("http://0.0.0.0:8081");
        var live = Start();
        _folder.Write("aimux.toon", "version: 1\nadmin:\n  listen: http://127.0.0.1:8081\n  password: admin\n");

        var outcome = await live.Reload(Cancellation);

        Assert.True(outcome.InForce);
        Assert.Equal(["admin.listen"], outcome.PendingRestart);
        Assert.Contains(
            outcome.Notices,
            notice => notice.Contains("until Aimux starts again", StringComparison.Ordinal)
        );
        Assert.Equal(StatusCodes.Status403Forbidden, await LogInFromElsewhere());
    }

    [Fact]
    public async Task What_could_not_be_published_is_tried_again_and_told_once()
    {
        var live = Start();
        _folder.Write("aimux.toon", "version: 1\n");
        _catalog.Refusal = new TimeoutException("made up");
        Assert.False((await live.Follow(Cancellation)).InForce);
        Assert.True(live.MustLookAgain);
        var told = _errors.Count;
        Assert.NotEqual(0, told);

        Assert.False((await live.Follow(Cancellation)).InForce);
        Assert.Equal(told, _errors.Count);

        _catalog.Refusal = null;
        var outcome = await live.Follow(Cancellation);
        Assert.True(outcome.InForce);
        Assert.Empty(outcome.Findings);
        Assert.NotNull(outcome.Running.Version);
        Assert.False(live.MustLookAgain);
    }

    [Fact]
    public async Task What_contradicts_itself_is_not_tried_again()
    {
        var live = Start();
        _folder.Write("aimux.toon", "version: 1\n");
        _catalog.Refusal = ScriptedCatalog.Contradiction("made up");

        Assert.False((await live.Follow(Cancellation)).InForce);

        Assert.False(live.MustLookAgain);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_once_though_there_was_none_before_and_looked_at_again()
    {
        var live = Start();
        using (var file = File.Create(Path))
        {
            file.SetLength((16 << 20) + 1); // more than is read, even by root
        }

        Assert.False((await live.Follow(Cancellation)).InForce);
        Assert.True(live.MustLookAgain);
        var told = _errors.Count;
        await live.Follow(Cancellation);
        Assert.Equal(told, _errors.Count);

        File.Delete(Path);
        Assert.True((await live.Follow(Cancellation)).InForce);
        Assert.False(live.MustLookAgain);
    }

    private LiveConfiguration Start()
    {
        var start = new ConfigurationStart(
            new ConfigurationFile(Path, TimeProvider.System),
            CommandLineSettings.None,
            new LoadedConfiguration(_first, null, DateTimeOffset.UnixEpoch),
            [],
            new SecretResolver(_ => null, File.OpenRead, credentials: null),
            new LoggingLevelSwitch()
        );
        return _live = new LiveConfiguration(
            start,
            new FixedProviders(Some.Provider("one", new Uri("http://127.0.0.1:9/v1"))),
            _loader,
            _access,
            new BoundsInForce(ProxyBounds.Default),
            TimeProvider.System,
            _errors
        );
    }

    private async Task<int> LogInFromElsewhere()
    {
        using var passwords = new PasswordCheck(_access, TimeProvider.System);
        var sessions = new SessionStore(_access, TimeProvider.System);
        var guard = new AdminGuard(_access, passwords, sessions, NullLogger<AdminGuard>.Instance);
        var context = new DefaultHttpContext();
        context.Features.Set(new ListenerKind(IsAdmin: true, IsOpen: true));
        context.Request.Path = "/api/decisions";
        context.Request.Headers.Authorization = "Basic YWRtaW46YWRtaW4=";
        await guard.Pass(context, _ => Task.CompletedTask);
        return context.Response.StatusCode;
    }

    private sealed class CountedErrors : ILogger<LiveConfiguration>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            Count += logLevel == LogLevel.Error ? 1 : 0;
        }
    }
}
