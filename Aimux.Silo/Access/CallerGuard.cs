using Aimux.Silo.Proxy;
using Microsoft.Extensions.Primitives;

namespace Aimux.Silo.Access;

/// <summary>Lets known callers use the data listener; while none is configured, every program on this machine.</summary>
internal sealed class CallerGuard(AccessControl access)
{
    private const string Bearer = "Bearer ";

    private const string Known =
        "Aimux demands the token of one of its callers: send it as 'Authorization: Bearer TOKEN' (the API key of an "
        + "OpenAI client) or as 'x-api-key'.";

    public Task Pass(HttpContext context, RequestDelegate next)
    {
        var current = access.Current;
        if (OpenPaths.Include(context.Request.Path) || !current.DemandsToken && !ListenerKind.Of(context).IsOpen)
        {
            return next(context);
        }

        var token = Token(context.Request.Headers);
        if (token.Length > 0 && (current.Find(token) ?? access.FindOwn(token)) is { } caller)
        {
            context.Features.Set(caller);
            return next(context);
        }

        var message = (current.Callers.IsEmpty, token.Length) switch
        {
            (true, _) => "Aimux admits nobody at the moment: it demands tokens and knows no caller with one. "
                + "Its operator adds a row to 'callers' in its configuration, or repairs the token of one.",
            (_, 0) => $"No token came with the request. {Known}",
            _ =>
                $"The token that came with the request is unknown. {Known} The operator finds who is known under 'callers'.",
        };
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"Aimux\"";
        return ErrorWriter.Write(context, 401, "invalid_request_error", "invalid_api_key", message);
    }

    /// <summary>What a request presents; empty if nothing.</summary>
    private static string Token(IHeaderDictionary headers)
    {
        var authorization = Single(headers.Authorization);
        var token = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : "";
        return token.Length > 0 ? token : Single(headers["x-api-key"]).Trim();
    }

    private static string Single(StringValues values) => values.Count == 1 ? values[0] ?? "" : "";
}
