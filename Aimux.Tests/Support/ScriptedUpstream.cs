using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>A provider that answers as a test says, and keeps what it was sent to the byte.</summary>
internal sealed class ScriptedUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedUpstream(WebApplication app, ConcurrentQueue<Received> requests)
    {
        _app = app;
        Requests = requests;
        var address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        BaseUrl = new Uri(new Uri(address), "/v1");
    }

    public Uri BaseUrl { get; }

    public ConcurrentQueue<Received> Requests { get; }

    public static async Task<ScriptedUpstream> Start(RequestDelegate answer)
    {
        var requests = new ConcurrentQueue<Received>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
            context.Items[nameof(BodyOf)] = Encoding.UTF8.GetString(body.ToArray());
            requests.Enqueue(new Received(context.Request.Path, headers, body.ToArray()));
            await answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ScriptedUpstream(app, requests);
    }

    /// <summary>What the request that is being answered brought.</summary>
    public static string BodyOf(HttpContext context) => (string)context.Items[nameof(BodyOf)]!;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    internal sealed record Received(string Path, Dictionary<string, StringValues> Headers, byte[] Body);
}
