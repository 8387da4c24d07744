using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Admin.Api;

/// <summary>Reads bodies of the API; what is wrong with one is answered, at its field.</summary>
internal static class BodyReader
{
    /// <returns><c>null</c> if the body is wrong; then the request is answered.</returns>
    public static async Task<T?> Read<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            const string detail = "The body must be JSON: send it with 'Content-Type: application/json'.";
            await ProblemWriter.Write(context, 415, "Not JSON", detail);
            return null;
        }

        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } body)
            {
                return body;
            }

            await Refuse(context, null, "The body is null; an object was expected.");
        }
        catch (JsonException mistake)
        {
            await Refuse(context, FieldOf(mistake), Words(mistake, type));
        }
        catch (BadHttpRequestException mistake)
        {
            await ProblemWriter.Write(context, mistake.StatusCode, "Bad body", mistake.Message);
        }

        return null;
    }

    private static Task Refuse(HttpContext context, string? field, string message) =>
        ProblemWriter.Refuse(context, 400, "Bad body", message, [new FieldError(field, message)]);

    private static string? FieldOf(JsonException mistake) => mistake.Path is { Length: > 2 } path ? path[2..] : null;

    /// <summary>The reader's own words name .NET types; these name fields.</summary>
    private static string Words<T>(JsonException mistake, JsonTypeInfo<T> type)
    {
        var line = mistake.LineNumber is { } number ? $" (line {number + 1})" : "";
        if (mistake.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            var name = mistake.Message.Split('\'') is [_, var given, ..] ? given : "";
            var known = type.Properties.Select(property => property.Name).ToList();
            return $"There is no field '{name}'.{Spelling.Hint(name, known)} Known: {string.Join(", ", known)}.";
        }

        return FieldOf(mistake) is { } field
            ? $"'{field}' is of another kind than expected{line}."
            : $"The body is not JSON{line}.";
    }
}
