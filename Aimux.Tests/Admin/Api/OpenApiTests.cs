using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>The description of the API, for programs that are made from it.</summary>
public sealed class OpenApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_is_valid_and_tells_of_every_address_and_no_other()
    {
        await using var api = await AdminApi.Start();
        var (document, diagnostics) = await Read(api);

        Assert.Empty(diagnostics.Errors);
        Assert.Empty(diagnostics.Warnings);
        var described = document
            .Paths.SelectMany(path => path.Value.Operations!.Select(each => $"{each.Key.Method} {path.Key}"))
            .Order(StringComparer.Ordinal);
        var served = ServedRoute
            .All(api.Aimux.Services)
            .Select(route => $"{route.Method} {route.Path}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(served, described);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_takes_and_answers()
    {
        await using var api = await AdminApi.Start();
        var (document, _) = await Read(api);
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations!)
            {
                var name = $"{method.Method} {path}";
                Assert.False(string.IsNullOrWhiteSpace(operation.Summary), name);
                var statuses = operation.Responses!.Keys;
                Assert.True(statuses.Any(status => status[0] is '1' or '2'), name);
                Assert.True(statuses.Contains("401"), name);
                Assert.True(statuses.Contains("404") || !HasSubject(path), name);
                Assert.Equal(
                    path.Split('/').Count(part => part.StartsWith('{')),
                    operation.Parameters?.Count(parameter => parameter.In == ParameterLocation.Path) ?? 0
                );
                foreach (var media in operation.RequestBody?.Content?.Values.AsEnumerable() ?? [])
                {
                    Assert.NotNull(media.Schema);
                }
            }
        }
    }

    [Fact]
    public async Task Fields_are_named_as_in_bodies()
    {
        await using var api = await AdminApi.Start();
        var (document, _) = await Read(api);

        var fields = document.Components!.Schemas!["ProviderBody"].Properties!.Keys;

        var shown = (await api.Get("/api/providers/one")).Json.AsObject().Select(field => field.Key);
        Assert.Subset(fields.ToHashSet(StringComparer.Ordinal), shown.ToHashSet(StringComparer.Ordinal));
        Assert.Contains("base_url", fields);
        Assert.DoesNotContain(
            document.Components.Schemas.Values.SelectMany(schema => schema.Properties?.Keys ?? []),
            field => field.Any(char.IsAsciiLetterUpper)
        );
    }

    private static bool HasSubject(string path) => path.Contains('{', StringComparison.Ordinal);

    private static async Task<(OpenApiDocument Document, OpenApiDiagnostic Diagnostics)> Read(AdminApi api)
    {
        await using var text = await api.Aimux.Admin.GetStreamAsync("/api/openapi.json", Cancellation);
        using var buffer = new MemoryStream();
        await text.CopyToAsync(buffer, Cancellation);
        buffer.Position = 0;
        var result = await OpenApiDocument.LoadAsync(buffer, "json", cancellationToken: Cancellation);
        Assert.NotNull(result.Document);
        Assert.NotNull(result.Diagnostic);
        return (result.Document, result.Diagnostic);
    }
}
