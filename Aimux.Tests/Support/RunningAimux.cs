using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>A whole Aimux on real ports: silo, data listener, admin listener.</summary>
internal sealed class RunningAimux : IAsyncDisposable
{
    public static readonly ListenAddress Anywhere = ListenAddress.Parse("http://127.0.0.1:0");

    private readonly WebApplication _app;
    private readonly Uri _adminAddress;

    private RunningAimux(WebApplication app, CollectedLogs logs)
    {
        _app = app;
        Logs = logs;
        var addresses = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Select(address => new Uri(address))
            .ToArray();
        _adminAddress = addresses[1];
        Data = new HttpClient(NewHandler()) { BaseAddress = addresses[0], Timeout = TimeSpan.FromSeconds(60) };
        Admin = NewAdminClient();
        Admin.DefaultRequestHeaders.Authorization = Basic("admin", "admin");
    }

    public HttpClient Data { get; }

    public HttpClient Admin { get; }

    public CollectedLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static Task<RunningAimux> Start(params ProviderDefinition[] providers) =>
        Start(new FixedProviders(providers));

    public static Task<RunningAimux> Start(IProviderSource source, Action<WebApplicationBuilder>? configure = null) =>
        Start(source, Impatient(), configure);

    public static Task<RunningAimux> Start(
        IProviderSource source,
        AimuxOptions options,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        options.Server.Listen = Anywhere;
        options.Admin.Listen = Anywhere;
        return Start(source, ConfigurationStart.With(options), configure);
    }

    /// <summary>Who wants to see requests wait says so: all other tests want their answer at once.</summary>
    private static AimuxOptions Impatient() => new() { Routing = { MaxWait = TimeSpan.Zero } };

    public static async Task<RunningAimux> Start(
        IProviderSource source,
        ConfigurationStart start,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var logs = new CollectedLogs();
        var log = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Orleans", LogEventLevel.Error)
            .MinimumLevel.Override("Polly", LevelAlias.Off)
            .WriteTo.Sink(logs)
            .CreateLogger();
        var app = AimuxHost.Build(start, source, log, configure);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningAimux(app, logs);
    }

    /// <summary>A client of the admin listener that has not logged in.</summary>
    public HttpClient NewAdminClient() =>
        new(NewHandler()) { BaseAddress = _adminAddress, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>A login by HTTP Basic.</summary>
    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public Task<HttpResponseMessage> Chat(string body) =>
        Data.PostAsync("/v1/chat/completions", Json(body), TestContext.Current.CancellationToken);

    /// <summary>Sends a request and returns as soon as the head of the answer is there.</summary>
    public Task<HttpResponseMessage> ChatStreamed(string body, CancellationToken? cancellation = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = Json(body) };
        return Data.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            cancellation ?? TestContext.Current.CancellationToken
        );
    }

    /// <summary>The decision of an answer, as the admin API tells it.</summary>
    public async Task<JsonNode> Decision(HttpResponseMessage answer)
    {
        var id = answer.Headers.GetValues("x-aimux-decision").Single();
        using var found = await Admin.GetAsync($"/api/decisions/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        return JsonNode.Parse(await found.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The decision of an answer whose end its caller does not see.</summary>
    public async Task<JsonNode> EndedDecision(HttpResponseMessage answer)
    {
        JsonNode? decision = null;
        await Until.True(async () => (decision = await Decision(answer))["end"] is not null);
        return decision!;
    }

    /// <summary>The <c>error</c> member of an answer in OpenAI's shape.</summary>
    public static async Task<JsonElement> Error(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement.GetProperty("error");
    }

    public async ValueTask DisposeAsync()
    {
        Data.Dispose();
        Admin.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static SocketsHttpHandler NewHandler() =>
        new()
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
}
