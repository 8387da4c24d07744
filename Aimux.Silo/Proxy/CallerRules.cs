using System.Globalization;

namespace Aimux.Silo.Proxy;

/// <summary>Holds callers to what they may: models and requests a minute. Only who has a limit costs a grain call for it.</summary>
internal static class CallerRules
{
    /// <summary>Answers who asks for a model that it may not have.</summary>
    public static Task RefuseModel(HttpContext context, CallerIdentity caller, string model)
    {
        var words =
            $"The caller '{caller.Id}' may not ask for '{model}'. It may ask for: {string.Join(", ", caller.Models)}. "
            + "The operator changes that under 'callers' in Aimux's configuration.";
        return ErrorWriter.Write(context, 403, "permission_error", "model_not_allowed", words, "model");
    }

    /// <summary>Lets a request pass, or answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="model">The model that it asks for.</param>
    /// <param name="grains">Where the cluster counts.</param>
    /// <returns>The code of the error that was answered; <c>null</c> if it may pass.</returns>
    public static async ValueTask<string?> Refuse(HttpContext context, string model, GrainReferences grains)
    {
        if (context.Features.Get<CallerIdentity>() is not { } caller)
        {
            return null;
        }

        if (!caller.MayAsk(model))
        {
            await RefuseModel(context, caller, model);
            return "model_not_allowed";
        }

        if (caller.PerMinute is not { } perMinute)
        {
            return null;
        }

        var wait = await grains.Caller(caller.Id).TryPass(perMinute);
        if (wait <= TimeSpan.Zero)
        {
            return null;
        }

        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var message =
            $"The caller '{caller.Id}' has sent the {perMinute} requests that Aimux's operator allows it in a minute. "
            + $"Try again in {seconds} s.";
        await ErrorWriter.Write(context, 429, "rate_limit_error", "caller_limited", message);
        return "caller_limited";
    }
}
