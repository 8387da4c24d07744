using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Store;

/// <summary>Rows as the configuration file's columns; what has its default is left out.</summary>
internal static class RowJson
{
    public static JsonObject Of(ProviderRow row)
    {
        var columns = new JsonObject { ["id"] = row.Id };
        Put(columns, "preset", row.Preset);
        Put(columns, "base_url", row.BaseUrl);
        Put(columns, "dialect", row.Dialect);
        Put(columns, "messages_url", row.MessagesUrl);
        Put(columns, "responses", row.Responses);
        Put(columns, "models", Join(row.Models));
        Put(columns, "enabled", row.Enabled ? null : false);
        Put(columns, "connect_timeout", row.ConnectTimeout);
        Put(columns, "first_event_timeout", row.FirstEventTimeout);
        Put(columns, "answer_timeout", row.AnswerTimeout);
        Put(columns, "idle_timeout", row.IdleTimeout);
        return columns;
    }

    /// <param name="row">The key.</param>
    /// <param name="secret">The reference to its secret; <c>null</c> to leave that column out.</param>
    public static JsonObject Of(KeyRow row, string? secret)
    {
        var columns = new JsonObject { ["id"] = row.Id, ["provider"] = row.Provider };
        Put(columns, "secret", secret);
        Put(columns, "quota_group", row.QuotaGroup);
        Put(columns, "rpm", row.Rpm);
        Put(columns, "tpm", row.Tpm);
        Put(columns, "rpd", row.Rpd);
        Put(columns, "concurrency", row.Concurrency);
        Put(columns, "weight", row.Weight is 1 ? null : row.Weight);
        Put(columns, "enabled", row.Enabled ? null : false);
        return columns;
    }

    public static JsonObject Of(RouteRow row)
    {
        var columns = new JsonObject { ["name"] = row.Name, ["candidates"] = Join(row.Candidates) ?? "" };
        Put(columns, "policy", row.Policy is "fastest" ? null : row.Policy);
        Put(columns, "weights", Join(row.Weights));
        Put(columns, "prices", Join(row.Prices));
        Put(columns, "hedge", row.Hedge ? true : null);
        return columns;
    }

    /// <param name="row">The caller.</param>
    /// <param name="token">The hash of its token; <c>null</c> to leave that column out.</param>
    public static JsonObject Of(CallerRow row, string? token)
    {
        var columns = new JsonObject { ["id"] = row.Id };
        Put(columns, "token", token);
        Put(columns, "models", Join(row.Models));
        Put(columns, "rpm", row.Rpm);
        Put(columns, "enabled", row.Enabled ? null : false);
        return columns;
    }

    private static string? Join(ImmutableArray<string> items) =>
        items.IsDefaultOrEmpty
            ? null
            : string.Join(' ', items.Select(item => item.Trim()).Where(item => item.Length > 0));

    private static void Put(JsonObject columns, string name, object? value)
    {
        JsonNode? node = value switch
        {
            null or "" => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            double number => JsonValue.Create(number),
            _ => throw new ArgumentException($"A column cannot hold a {value.GetType()}.", nameof(value)),
        };
        if (node is not null)
        {
            columns[name] = node;
        }
    }
}
