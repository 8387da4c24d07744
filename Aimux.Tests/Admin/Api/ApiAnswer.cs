using System.Text.Json.Nodes;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>What the admin API answered.</summary>
internal sealed record ApiAnswer(int Status, string? MediaType, string Text, string? ETag, string? Location)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public static async Task<ApiAnswer> Read(HttpResponseMessage answer) =>
        new(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            answer.Headers.ETag?.Tag,
            answer.Headers.Location?.OriginalString
        );

    /// <summary>It is what was asked for.</summary>
    public ApiAnswer Is(int status)
    {
        Assert.True(Status == status, $"{Status} in place of {status}: {Text}");
        return this;
    }

    /// <summary>It is a problem of RFC 9457 that says what is wrong.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="field">The field of the body that it is about.</param>
    /// <param name="words">What its words hold.</param>
    public ApiAnswer IsProblem(int status, string? field = null, string? words = null)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, (int)Json["status"]!);
        Assert.NotEmpty((string)Json["title"]!);
        Assert.NotEmpty((string)Json["detail"]!);
        if (field is not null)
        {
            Assert.Contains(field, Json["errors"]!.AsArray().Select(error => (string?)error!["field"]));
        }

        if (words is not null)
        {
            Assert.Contains(words, (string)Json["detail"]!, StringComparison.Ordinal);
        }

        return this;
    }
}
