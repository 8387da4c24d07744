using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Aimux.Bench.Pages;

/// <summary>
/// A page of Aimux that somebody left open, without a browser: it begins a circuit as Blazor's script does, takes what is
/// rendered, and says that it did.
/// </summary>
internal sealed partial class OpenPage : IAsyncDisposable
{
    private const int ReturnsValue = 0;
    private const int ReturnsReference = 1;

    /// <summary>What scripts return, where nothing would not do.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["aimux.watchTheme"] = "false",
        ["window.hasOwnProperty"] = "true",
        ["mudpopoverHelper.countProviders"] = "1",
    };

    private readonly HubConnection _connection;
    private long _batches;
    private long _bytes;
    private int _references;

    private OpenPage(Uri url, string authorization)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(url, "/_blazor"),
            options =>
            {
                options.Headers["Authorization"] = authorization;
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            }
        );
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        _connection = builder.Build();
        _connection.On<int, byte[]>("JS.RenderBatch", Took);
        _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", Answer);
        _connection.On<string>("JS.Error", message => Failure ??= message);
        _connection.On<int>("JS.EndUpdateRootComponents", _ => { });
        _connection.Closed += error =>
        {
            Failure ??= _isLeaving ? null : $"the circuit ended: {error?.Message}";
            return Task.CompletedTask;
        };
    }

    /// <summary>How often something was rendered.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>How much, bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Why it is not open any more.</summary>
    public string? Failure { get; private set; }

    private volatile bool _isLeaving;

    public static async Task<OpenPage> Open(Uri url, string path, string authorization, CancellationToken cancellation)
    {
        var address = new Uri(url, path);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        var html = await client.GetStringAsync(address, cancellation);
        var operations = new JsonArray();
        foreach (Match marker in Marker().Matches(html))
        {
            operations.Add(
                new JsonObject
                {
                    ["type"] = "add",
                    ["ssrComponentId"] = operations.Count + 1,
                    ["marker"] = JsonNode.Parse(marker.Groups["json"].Value),
                }
            );
        }

        if (operations.Count == 0)
        {
            throw new InvalidDataException($"{address} has no component that a circuit renders");
        }

        var page = new OpenPage(url, authorization);
        await page._connection.StartAsync(cancellation);
        var circuit = await page._connection.InvokeAsync<string?>(
            "StartCircuit",
            new Uri(url, "/").ToString(),
            address.ToString(),
            "[]",
            "",
            cancellation
        );
        if (string.IsNullOrEmpty(circuit))
        {
            throw new InvalidDataException($"{address} gave no circuit");
        }

        var batch = new JsonObject { ["batchId"] = 1, ["operations"] = operations };
        var state = State().Match(html).Groups["state"].Value;
        await page._connection.SendAsync("UpdateRootComponents", batch.ToJsonString(), state, cancellation);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        _isLeaving = true;
        await _connection.DisposeAsync();
    }

    private async Task Took(int id, byte[] batch)
    {
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _bytes, batch.Length);
        await _connection.SendAsync("OnRenderCompleted", (long)id, null);
    }

    /// <summary>Scripts that components call find a browser of no width, with no storage, in which nothing happens.</summary>
    private async Task Answer(long call, string identifier, string arguments, int kind, long target, int callKind)
    {
        if (call == 0)
        {
            return; // nobody waits for it
        }

        var result =
            kind == ReturnsReference ? $$"""{"__jsObjectId":{{Interlocked.Increment(ref _references)}}}"""
            : kind == ReturnsValue ? Values.GetValueOrDefault(identifier, "null")
            : "null";
        await _connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{\"type\":\"server\".*?\\})-->", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex State();
}
