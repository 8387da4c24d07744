using Aimux.Silo.Simulation.Completions;
using Aimux.Silo.Simulation.Errors;
using Aimux.Silo.Simulation.Media;
using Aimux.Silo.Simulation.Messages;
using Aimux.Silo.Simulation.Quotas;
using Aimux.Silo.Simulation.Recording;
using Aimux.Silo.Simulation.Responses;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Aimux.Silo.Simulation;

/// <summary>Switches on a request's path, and turns what goes wrong into an answer.</summary>
internal sealed class SimulationApplication : IHttpApplication<HttpContext>
{
    private readonly uint _run = (uint)Random.Shared.NextInt64();
    private readonly SimulatedProvider _provider;
    private readonly TimeProvider _time;
    private readonly ChatEndpoint _chat;
    private readonly MessagesEndpoint _messages;
    private readonly ResponsesEndpoint _responses;
    private readonly CompletionsEndpoint _completions;
    private readonly ControlEndpoint _control;
    private long _lastId;

    public SimulationApplication(SimulatedProvider provider, TimeProvider time)
    {
        var sentence = new Sentence(provider.Name);
        (_provider, _time) = (provider, time);
        _chat = new ChatEndpoint(sentence, time);
        _messages = new MessagesEndpoint(sentence);
        _responses = new ResponsesEndpoint(sentence, time);
        _completions = new CompletionsEndpoint(sentence, time);
        _control = new ControlEndpoint(provider);
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var id = $"{_run:x8}{Interlocked.Increment(ref _lastId):x10}";
        var path = context.Request.Path.Value!;
        var served = ServedPaths.Find(path);
        var active = _provider.Active;
        var name = served is { } known && known.IsAnthropic() ? "request-id" : "x-request-id";
        context.Response.Headers[name] = "req_" + id;
        try
        {
            await Route(context, active, served, path, id);
        }
        catch (RequestRefusedException e)
        {
            Refuse(context, active, served, e.Error, id);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            Refuse(context, active, served, WireError.TooLarge, id);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client left: there is nobody to answer.
            context.Abort();
        }
    }

    private Task Route(HttpContext http, ActiveSettings active, ServedPath? served, string path, string id)
    {
        if (path.StartsWith(ControlEndpoint.Prefix, StringComparison.Ordinal))
        {
            return _control.Answer(http);
        }

        var record = active.Requests?.Add(RecordedRequest.Of(http.Request));
        SyntheticQuotas.Write(http, active, _time);
        if (served is { } known && !ModelsEndpoint.IsOne(http.Request.Method, path))
        {
            return AnswerModel(http, active, known, path, record, id);
        }

        AnswerList(http, active, path);
        return Task.CompletedTask;
    }

    private void AnswerList(HttpContext http, ActiveSettings active, string path)
    {
        if (ModelsEndpoint.Serves(path))
        {
            RequireMethod(http, path, "GET");
            _provider.Stats.Ask(ServedPath.Models);
            RequireKey(http, active, ServedPath.Models);
            ModelsEndpoint.Answer(http, active, path);
        }
        else if (QuotaPaths.Find(path) is { } vendor)
        {
            RequireMethod(http, path, "GET");
            _provider.Stats.Ask(ServedPath.Quota);
            QuotaEndpoint.Answer(http, active, vendor, _time.GetUtcNow());
        }
        else
        {
            throw new RequestRefusedException(WireError.UnknownPath(http.Request.Method, path));
        }
    }

    private async Task AnswerModel(
        HttpContext http,
        ActiveSettings active,
        ServedPath served,
        string path,
        RecordedRequest? record,
        string id
    )
    {
        var stats = _provider.Stats;
        stats.Begin(served, RequestKey.Of(http.Request.Headers, served));
        Exchange? exchange = null;
        try
        {
            if (!active.Has(served))
            {
                throw new RequestRefusedException(WireError.UnknownPath(http.Request.Method, path));
            }

            RequireMethod(http, path, "POST");
            RequireKey(http, active, served);
            var plan = RequestPlan.Of(active.Settings, http.Request.Headers);
            var pace = new Pace(_time, active.Jitter, plan, http);
            exchange = new Exchange(http, served, active, plan, pace, stats, _time, id) { Record = record };
            await Answer(exchange);
        }
        catch (RequestRefusedException e)
        {
            exchange?.LetGo();
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

    private Task Answer(Exchange exchange) =>
        exchange.Path switch
        {
            ServedPath.Chat => _chat.Answer(exchange),
            ServedPath.Messages => _messages.Answer(exchange),
            ServedPath.CountTokens => CountTokensEndpoint.Answer(exchange),
            ServedPath.Responses => _responses.Answer(exchange),
            ServedPath.Completions => _completions.Answer(exchange),
            ServedPath.Moderations => ModerationsEndpoint.Answer(exchange),
            ServedPath.Rerank => RerankEndpoint.Answer(exchange),
            ServedPath.Images => ImagesEndpoint.Answer(exchange),
            ServedPath.Speech => SpeechEndpoint.Answer(exchange),
            ServedPath.Transcriptions => TranscriptionsEndpoint.Answer(exchange),
            _ => EmbeddingsEndpoint.Answer(exchange),
        };

    private static void Refuse(HttpContext http, ActiveSettings active, ServedPath? served, WireError error, string id)
    {
        var style =
            http.Request.Path.Value!.StartsWith(ControlEndpoint.Prefix, StringComparison.Ordinal) ? ErrorStyle.OpenAi
            : served is null && RequestKey.SpeaksAnthropic(http.Request.Headers) ? active.AnthropicStyle
            : active.StyleOf(served);
        Answers.Write(http.Response, ErrorBodies.Of(style, error, "req_" + id));
    }

    private static void RequireMethod(HttpContext http, string path, string method)
    {
        if (!string.Equals(http.Request.Method, method, StringComparison.Ordinal))
        {
            http.Response.Headers.Allow = method;
            throw new RequestRefusedException(WireError.WrongMethod(http.Request.Method, path));
        }
    }

    private static void RequireKey(HttpContext http, ActiveSettings active, ServedPath path)
    {
        if (!active.Accepts(RequestKey.Of(http.Request.Headers, path)))
        {
            throw new RequestRefusedException(WireError.UnknownKey);
        }
    }
}
