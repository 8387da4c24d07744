using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using Aimux.Silo.Access;

namespace Aimux.Silo.Admin.Events;

/// <summary>
/// <c>GET /api/events</c> (server-sent events) and the same over WebSocket at <c>/api/ws</c>. What was missed is not told
/// again: a snapshot follows within a second. Who may no longer log in as they did hears no more.
/// </summary>
internal sealed class EventEndpoints(EventHub hub, SessionStore sessions, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public async Task Stream(HttpContext context)
    {
        using var over = Over(context);
        using var reader = hub.Listen();
        if (reader is null)
        {
            await TooMany(context);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.WriteAsync("retry: 2000\n\n", over.Token);
        await context.Response.Body.FlushAsync(over.Token);
        await Forward(
            reader,
            context.User,
            happened =>
                context.Response.WriteAsync(
                    $"id: {happened.Id}\nevent: {happened.Name}\ndata: {happened.Json}\n\n",
                    over.Token
                ),
            () => context.Response.WriteAsync(": still here\n\n", over.Token),
            () => context.Response.Body.FlushAsync(over.Token),
            over.Token
        );
    }

    public async Task Socket(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            const string detail = "This address speaks WebSocket; /api/events tells the same as server-sent events.";
            await ProblemWriter.Write(context, 426, "WebSocket expected", detail);
            return;
        }

        using var over = Over(context);
        using var reader = hub.Listen();
        if (reader is null)
        {
            await TooMany(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _ = Listen(socket, over);
        await Forward(
            reader,
            context.User,
            happened =>
                Send(
                    socket,
                    $$"""{"id":{{happened.Id}},"event":"{{happened.Name}}","data":{{happened.Json}}}""",
                    over.Token
                ),
            () => Send(socket, """{"event":"ping"}""", over.Token),
            () => Task.CompletedTask,
            over.Token
        );
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, CancellationToken.None);
        }
    }

    private CancellationTokenSource Over(HttpContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);

    private static Task TooMany(HttpContext context)
    {
        var detail = $"{EventHub.MostReaders} readers listen already; close one first.";
        return ProblemWriter.Write(context, 503, "Too many readers", detail);
    }

    private async Task Forward(
        EventReader reader,
        ClaimsPrincipal user,
        Func<LiveEvent, Task> send,
        Func<Task> sendSign,
        Func<Task> flush,
        CancellationToken cancellation
    )
    {
        try
        {
            while (sessions.IsAlive(user))
            {
                if (await reader.Next(Silence, cancellation) is { } happened)
                {
                    await send(happened);
                }
                else
                {
                    await sendSign();
                }

                await flush();
            }
        }
        catch (Exception left)
            when (left is OperationCanceledException or IOException or WebSocketException or ObjectDisposedException)
        {
            // The reader left, or Aimux stops.
        }
    }

    private static Task Send(WebSocket socket, string text, CancellationToken cancellation) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    /// <summary>Readers say nothing; but only by listening is heard that they leave.</summary>
    private static async Task Listen(WebSocket socket, CancellationTokenSource over)
    {
        try
        {
            var buffer = new byte[256];
            while ((await socket.ReceiveAsync(buffer, over.Token)).MessageType != WebSocketMessageType.Close) { }

            await over.CancelAsync();
        }
        catch (Exception left)
            when (left is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // As above.
        }
    }
}
