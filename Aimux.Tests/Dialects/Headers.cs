using System.Net.Http.Headers;

namespace Aimux.Tests.Dialects;

/// <summary>Headers of an answer as they come over the wire, unchecked.</summary>
internal static class Headers
{
    public static HttpResponseHeaders Of(params (string Name, string Value)[] headers)
    {
        // Nothing of the message but its headers is used.
        var answer = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer.Headers;
    }

    /// <param name="lines">Such as <c>retry-after: 5</c>, one a line.</param>
    public static HttpResponseHeaders Parse(string lines) =>
        Of([
            .. lines
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
                .Select(parts => (parts[0], parts[1])),
        ]);
}
