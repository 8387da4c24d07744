using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Operations;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Goes once, at start, through what a failing provider sets off: the first exceptions of a process cost it tens of
/// milliseconds, and nobody whose provider just died should pay for them. Talks to this machine alone.
/// </summary>
internal sealed partial class FailureRehearsal(
    UpstreamForwarder forwarder,
    GrainReferences grains,
    FaultyBodies faultyBodies,
    ILogger<FailureRehearsal> logger
) : BackgroundService
{
    /// <summary>What stands for provider, key and model.</summary>
    public const string Name = "rehearsal";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly byte[] Error =
    [
        .. "HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: 34\r\n\r\n"u8,
        .. "{\"error\":{\"message\":\"rehearsal\"}}\n"u8,
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var address = (IPEndPoint)listener.LocalEndpoint;
            var failing = Fail(listener, stoppingToken);
            await Try(address, stoppingToken); // an error
            await Try(address, stoppingToken); // a reset
            await failing;
            listener.Stop();
            await Try(address, stoppingToken); // a refused connection
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // A rehearsal that fails costs nothing but its purpose.
            LogSkipped(failure);
        }
    }

    private static async Task Fail(TcpListener listener, CancellationToken cancellation)
    {
        for (var answers = true; ; answers = false)
        {
            using var connection = await listener.AcceptTcpClientAsync(cancellation);
            var stream = connection.GetStream();
            _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, cancellation);
            if (!answers)
            {
                connection.LingerState = new LingerOption(enable: true, seconds: 0);
                return;
            }

            await stream.WriteAsync(Error, cancellation);
        }
    }

    private async Task Try(IPEndPoint address, CancellationToken cancellation)
    {
        const string model = Name;
        var context = new DefaultHttpContext { RequestAborted = cancellation };
        context.Request.Body = new MemoryStream("""{"model":"rehearsal"}"""u8.ToArray());
        using var body = await RequestBody.Read(context.Request, 1024, cancellation);
        var provider = new ProviderDefinition(
            model,
            Dialect.OpenAi,
            $"http://{address}",
            [],
            [],
            ProviderTimeouts.Default,
            Simulated: true
        );
        using var upstream = new Upstream(provider);
        var attempt = new Attempt(
            new RankedCandidate(
                model,
                model,
                0,
                CandidateReason.Score,
                0,
                [],
                new ScoreParts(0, 1, 0, 0, null, false, 1)
            ),
            provider,
            upstream,
            new ApiSecret(model),
            model,
            new Lease(1, model, DateTimeOffset.MaxValue),
            Patience,
            Patience,
            upstream.Targets.Find(Operation.Chat, DateTimeOffset.UnixEpoch)!,
            new Payload(body!.Memory, RequestPeek.Read(body.Memory.Span).ModelValue),
            Stopwatch.GetTimestamp(),
            new AttemptRecord(model, model, model, 0)
        );
        var opened = await forwarder.Open(attempt, context, body!, RequestPeek.Read(body!.Memory.Span), mostHeld: 1024);
        opened.Answer?.Dispose();
        if (opened.Failure is { } failure)
        {
            await Conclude(attempt, failure, body!.Memory);
        }
    }

    /// <summary>What follows a failure, told to grains that nobody else asks.</summary>
    private async Task Conclude(Attempt attempt, AttemptFailure failure, ReadOnlyMemory<byte> body)
    {
        _ = faultyBodies.Contains(body.Span);
        var rule = FailurePolicy.Of(failure.Outcome);
        _ = rule.SameKey.DelayFor(0, TimeSpan.Zero, failure.RetryAfter, failure.ShouldRetry, local: true, chance: 0);
        var (id, model) = (attempt.Provider.Id, attempt.Candidate.UpstreamModel);
        var key = grains
            .Group(attempt.QuotaGroup)
            .Report(new KeyReport(id, attempt.Lease.Id, model, failure.Outcome, 0, failure.RetryAfter, failure.Limits));
        await grains
            .Provider(id)
            .Report(new ProviderReport(model, false, failure.Outcome, null, TimeSpan.Zero, 0, Probe: false));
        await key;
        await grains.Provider(id).TryProbe();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The failure path was not rehearsed")]
    private partial void LogSkipped(Exception failure);
}
