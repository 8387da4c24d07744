using System.Collections.Concurrent;
using Aimux.Dashboard.Configuration;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Admin.Api;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Quotas;

namespace Aimux.Silo.Admin;

/// <summary>How the keys stand: <c>GET /api/keys</c>, or <c>GET /api/keys?provider=ID</c> for those of one provider; in parts, as all lists.</summary>
internal sealed partial class KeyEndpoints(
    ICatalogView catalog,
    GrainReferences grains,
    QuotaBoard quotas,
    IConfigurationStore store,
    TimeProvider time,
    ILogger<KeyEndpoints> logger
)
{
    private const int MostAtOnce = 16;

    public async Task List(HttpContext context)
    {
        var current = catalog.Current;
        var providers = current.Catalog.Providers.AsEnumerable();
        if (context.Request.Query["provider"] is { Count: > 0 } given)
        {
            if (given is not [{ } id] || current.FindProvider(id) is not { } provider)
            {
                var known = string.Join(", ", current.Catalog.Providers.Select(each => each.Id));
                var detail = $"'provider' must be one of {known}, not '{given}'.";
                await ProblemWriter.Write(context, 404, "No such provider", detail);
                return;
            }

            providers = [provider];
        }

        if (await Paging.Read(context, providers.SelectMany(each => each.Keys), key => key.Id) is not { } part)
        {
            return;
        }

        var states = await Ask([.. part.Items], context.RequestAborted);
        var page = new KeyPage(
            time.GetUtcNow(),
            [.. part.Items.Select(key => Status(key, states.GetValueOrDefault(key.Id)))],
            part.Next
        );
        await context.Response.WriteAsJsonAsync(page, AdminJson.Readable.KeyPage);
    }

    /// <summary>One key, in force or configured; <c>null</c> if there is none of that id.</summary>
    public async Task<KeyStatus?> Find(string id, CancellationToken cancellation)
    {
        if (catalog.Current.FindKey(id) is not { } key)
        {
            return store.Current.Keys.FirstOrDefault(row => row.FullId == id) is { } row
                ? new KeyStatus(id, row.Provider, row.QuotaGroup ?? id, State: null, Quota: null, row)
                : null;
        }

        var states = await Ask([key], cancellation);
        return Status(key, states.GetValueOrDefault(id));
    }

    private KeyStatus Status(KeyDefinition key, KeySnapshot? state) =>
        new(
            key.Id,
            key.ProviderId,
            key.QuotaGroup,
            state,
            quotas.Find(key.Id),
            store.Current.Keys.FirstOrDefault(row => row.FullId == key.Id)
        );

    private async Task<IReadOnlyDictionary<string, KeySnapshot>> Ask(
        List<KeyDefinition> keys,
        CancellationToken cancellation
    )
    {
        var states = new ConcurrentDictionary<string, KeySnapshot>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation };
        var groups = keys.Select(key => key.QuotaGroup).Distinct(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            groups,
            options,
            async (group, _) =>
            {
                try
                {
                    foreach (var snapshot in await grains.Group(group).GetSnapshots())
                    {
                        states[snapshot.KeyId] = snapshot;
                    }
                }
                catch (Exception failure) when (!cancellation.IsCancellationRequested)
                {
                    // The others are worth showing.
                    LogNotAsked(group, failure);
                }
            }
        );
        return states;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quota group {Group} could not be asked how it stands")]
    private partial void LogNotAsked(string group, Exception failure);
}
