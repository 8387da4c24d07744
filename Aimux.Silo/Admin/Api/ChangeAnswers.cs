using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Aimux.Dashboard.Configuration;
using Microsoft.Net.Http.Headers;

namespace Aimux.Silo.Admin.Api;

/// <summary>Makes changes that requests ask for, and answers what became of them.</summary>
internal sealed class ChangeAnswers(IConfigurationStore store)
{
    /// <summary>Makes a change for the version that <c>If-Match</c> names, if it names one.</summary>
    /// <returns><c>null</c> if it was not made; then the request is answered.</returns>
    public async Task<ChangeOutcome?> Make(HttpContext context, ConfigurationChange change)
    {
        if (!TryReadVersion(context.Request, out var version))
        {
            const string detail =
                "'If-Match' must be one ETag as an answer gave it, in quotes, or '*' for whatever the configuration is.";
            await ProblemWriter.Write(context, 400, "Bad If-Match", detail);
            return null;
        }

        var outcome = await store.Apply(change, version, context.RequestAborted);
        if (outcome.IsMade)
        {
            SetVersion(context, outcome.Version);
            return outcome;
        }

        var errors = outcome
            .Findings.Where(finding => finding.IsError)
            .Select(finding => new FieldError(finding.Field, finding.Message))
            .ToImmutableArray();
        var (status, title) = outcome.Result switch
        {
            ChangeResult.NotFound => (404, "Not found"),
            ChangeResult.Exists => (409, "Exists already"),
            ChangeResult.Changed => (version is null ? 409 : 412, "The configuration changed meanwhile"),
            ChangeResult.Invalid => (422, "Invalid"),
            _ => (500, "The configuration could not be changed"),
        };
        await ProblemWriter.Refuse(
            context,
            status,
            title,
            string.Join(' ', errors.Select(each => each.Message)),
            errors
        );
        return null;
    }

    /// <summary>Answers with a value and the configuration's version as ETag.</summary>
    public Task Write<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = 200)
    {
        context.Response.StatusCode = status;
        if (!context.Response.Headers.ContainsKey(HeaderNames.ETag))
        {
            SetVersion(context, store.Current.Version);
        }

        return context.Response.WriteAsJsonAsync(value, type);
    }

    private static void SetVersion(HttpContext context, string? version) =>
        context.Response.Headers.ETag = $"\"{version}\"";

    private static bool TryReadVersion(HttpRequest request, out string? version)
    {
        version = null;
        var given = request.Headers.IfMatch;
        if (given.Count == 0 || given == "*")
        {
            return true;
        }

        if (given is not [{ Length: >= 2 } tag] || tag[0] != '"' || tag[^1] != '"')
        {
            return false;
        }

        version = tag[1..^1];
        return true;
    }
}
