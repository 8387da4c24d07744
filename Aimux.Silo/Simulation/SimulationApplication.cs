using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Aimux.Silo.Simulation;

/// <summary>Switches on a request's path, and turns what goes wrong into an answer.</summary>
internal sealed class SimulationApplication(SimulatedProvider provider, TimeProvider time)
    : IHttpApplication<HttpContext>
{
    private readonly uint _run = (uint)Random.Shared.NextInt64();
    private readonly ChatEndpoint _chat = new(new Sentence(provider.Name), time);
    private readonly ControlEndpoint _control = new(provider);
    private long _lastId;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var id = $"{_run:x8}{Interlocked.Increment(ref _lastId):x10}";
        context.Response.Headers["x-request-id"] = "req_" + id;
        try
        {
            await Route(context, id);
        }
        catch (RequestRefusedException e)
        {
            Answers.Write(context.Response, e.Error);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            Answers.Write(context.Response, WireError.TooLarge);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client left: there is nobody to answer.
            context.Abort();
        }
    }

    private Task Route(HttpContext http, string id)
    {
        var path = http.Request.Path.Value!;
        if (path.EndsWith("/chat/completions", StringComparison.Ordinal))
        {
            return AnswerModel(http, id, path, isChat: true);
        }

        if (path.StartsWith(ControlEndpoint.Prefix, StringComparison.Ordinal))
        {
            return _control.Answer(http);
        }

        if (path.EndsWith("/embeddings", StringComparison.Ordinal))
        {
            return AnswerModel(http, id, path, isChat: false);
        }

        AnswerModels(http, path);
        return Task.CompletedTask;
    }

    private void AnswerModels(HttpContext http, string path)
    {
        const string List = "/models";
        const string One = "/models/";
        var name = path.IndexOf(One, StringComparison.Ordinal) is >= 0 and var at ? path[(at + One.Length)..] : null;
        if (name is null && !path.EndsWith(List, StringComparison.Ordinal))
        {
            throw new RequestRefusedException(WireError.UnknownPath(http.Request.Method, path));
        }

        RequireMethod(http, path, "GET");
        var active = provider.Active;
        RequireKey(http, active);
        if (name is null)
        {
            ModelsEndpoint.AnswerList(http.Response, active);
        }
        else
        {
            // Kestrel leaves an encoded slash in a path as it is.
            ModelsEndpoint.AnswerOne(
                http.Response,
                active,
                name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    private async Task AnswerModel(HttpContext http, string id, string path, bool isChat)
    {
        var stats = provider.Stats;
        stats.Begin(Bearer.Of(http.Request.Headers));
        try
        {
            var active = provider.Active;
            RequireMethod(http, path, "POST");
            RequireKey(http, active);
            var plan = RequestPlan.Of(active.Settings, http.Request.Headers);
            var pace = new Pace(time, active.Jitter, plan, http);
            var exchange = new Exchange(http, active, plan, pace, stats, id);
            await (isChat ? _chat.Answer(exchange) : EmbeddingsEndpoint.Answer(exchange));
        }
        catch (RequestRefusedException e)
        {
            if (e.Error.Status != StatusCodes.Status429TooManyRequests)
            {
                stats.Reject();
            }

            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            stats.ClientAbort();
            throw;
        }
        finally
        {
            stats.End();
        }
    }

    private static void RequireMethod(HttpContext http, string path, string method)
    {
        if (!string.Equals(http.Request.Method, method, StringComparison.Ordinal))
        {
            http.Response.Headers.Allow = method;
            throw new RequestRefusedException(WireError.WrongMethod(http.Request.Method, path));
        }
    }

    private static void RequireKey(HttpContext http, ActiveSettings active)
    {
        if (!active.Accepts(Bearer.Of(http.Request.Headers)))
        {
            throw new RequestRefusedException(WireError.UnknownKey);
        }
    }
}
