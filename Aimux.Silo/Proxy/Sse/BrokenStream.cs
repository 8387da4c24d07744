using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>What a caller is told whose stream broke after it had begun.</summary>
internal static class BrokenStream
{
    public static byte[] Event(HttpContext context, AttemptOutcome outcome)
    {
        var (code, message) = outcome switch
        {
            AttemptOutcome.GivenUp => ("shutting_down", "Aimux is being stopped."),
            AttemptOutcome.Stalled => ("stream_stalled", "The provider fell silent in the middle of its answer."),
            AttemptOutcome.Malformed => (
                "stream_malformed",
                "The provider broke its stream with something that is not valid JSON."
            ),
            _ => ("stream_truncated", "The provider's stream ended before the answer was complete."),
        };
        return ErrorWriter.Event(context, "upstream_error", code, message);
    }
}
