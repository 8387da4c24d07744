using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Admin.Store;

/// <summary>Options as the rows that pages and API show; secrets as masks.</summary>
internal static class OptionsRows
{
    public static ProviderRow Row(ProviderOptions provider) =>
        new(
            provider.Id,
            provider.Preset,
            provider.BaseUrl,
            provider.Dialect?.ToString().ToLowerInvariant(),
            provider.MessagesUrl,
            provider.Responses,
            Split(provider.Models),
            provider.Enabled,
            Text(provider.ConnectTimeout),
            Text(provider.FirstEventTimeout),
            Text(provider.AnswerTimeout),
            Text(provider.IdleTimeout)
        );

    public static KeyRow Row(KeyOptions key) =>
        new(
            key.Provider,
            key.Id,
            key.Secret?.Mask ?? "",
            key.QuotaGroup,
            key.Rpm,
            key.Tpm,
            key.Rpd,
            key.Concurrency,
            key.Weight,
            key.Enabled
        );

    public static RouteRow Row(ModelOptions model) =>
        new(
            model.Name,
            Split(model.Candidates),
            model.Policy.ToString().ToLowerInvariant(),
            Split(model.Weights),
            Split(model.Prices),
            model.Hedge
        );

    public static CallerRow Row(CallerOptions caller) =>
        new(caller.Id, caller.Token?.Mask ?? "", Split(caller.Models), caller.Rpm, caller.Enabled);

    private static ImmutableArray<string> Split(string? text) =>
        [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string? Text(TimeSpan? span) => span is { } known ? DurationText.Format(known) : null;
}
