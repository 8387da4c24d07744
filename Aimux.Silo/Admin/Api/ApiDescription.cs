using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aimux.Silo.Admin.Api;

/// <summary>Describes the API for programs, from the table of its routes.</summary>
internal static class ApiDescription
{
    private const string Basic = "basic";
    private const string IfMatch =
        "The ETag that was read: the change is made for that version of the file alone, else answered by 412.";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                Introduce(document);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                AddParameters(operation, context);
                return Task.CompletedTask;
            }
        );
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Aimux admin API",
            Version = "1",
            Description =
                "Changes go through the configuration file, whose comments stay. Answers carry its version "
                + "as ETag; with If-Match a change is made for that version alone.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Basic] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Basic },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Basic, document)] = [] },
        ];
    }

    /// <summary>Handlers read addresses and headers themselves, so that the framework knows of none of this.</summary>
    private static void AddParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Parameters ??= [];
        var path = context.Description.RelativePath ?? "";
        foreach (var part in path.Split('/').Where(part => part.StartsWith('{')))
        {
            Add(ParameterLocation.Path, part.Trim('{', '}'), null, isNeeded: true);
        }

        foreach (var field in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryField>())
        {
            Add(ParameterLocation.Query, field.Name, field.Description, field.IsNeeded);
        }

        if (operation.Responses?.ContainsKey("412") == true)
        {
            Add(ParameterLocation.Header, "If-Match", IfMatch, isNeeded: false);
        }

        void Add(ParameterLocation place, string name, string? description, bool isNeeded) =>
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = name,
                    In = place,
                    Description = description,
                    Required = isNeeded,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
    }
}
