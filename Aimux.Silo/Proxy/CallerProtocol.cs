using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>Which protocol a caller speaks, so that errors and signs of life come in its own words.</summary>
internal static class CallerProtocol
{
    private static readonly PathString Messages = "/v1/messages";
    private static readonly PathString Responses = "/v1/responses";

    public static WireProtocol Of(HttpContext context)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments(Messages, StringComparison.Ordinal)
            || context.Request.Headers.ContainsKey("anthropic-version")
                ? WireProtocol.Messages
            : path.StartsWithSegments(Responses, StringComparison.Ordinal) ? WireProtocol.Responses
            : WireProtocol.Chat;
    }
}
