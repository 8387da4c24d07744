using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>
/// A provider as the API takes and gives it: the columns of the configuration file's table. Where the address names its id
/// already, that may be left out; <c>keys</c> are keys to add with it, and taken by <c>POST</c> alone.
/// </summary>
internal sealed record ProviderBody(
    string? Id = null,
    string? Preset = null,
    string? BaseUrl = null,
    string? Dialect = null,
    string? MessagesUrl = null,
    bool? Responses = null,
    ImmutableArray<string>? Models = null,
    bool Enabled = true,
    string? ConnectTimeout = null,
    string? FirstEventTimeout = null,
    string? AnswerTimeout = null,
    string? IdleTimeout = null,
    ImmutableArray<KeyBody>? Keys = null
)
{
    public static ProviderBody Of(ProviderRow row) =>
        new(
            row.Id,
            row.Preset,
            row.BaseUrl,
            row.Dialect,
            row.MessagesUrl,
            row.Responses,
            row.Models,
            row.Enabled,
            row.ConnectTimeout,
            row.FirstEventTimeout,
            row.AnswerTimeout,
            row.IdleTimeout
        );

    public ProviderRow Row(string id) =>
        new(
            id,
            Preset,
            BaseUrl,
            Dialect,
            MessagesUrl,
            Responses,
            Models ?? [],
            Enabled,
            ConnectTimeout,
            FirstEventTimeout,
            AnswerTimeout,
            IdleTimeout
        );
}
