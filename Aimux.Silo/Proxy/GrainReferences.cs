using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Silo.Proxy;

/// <summary>References to the grains of the request path, made once. Ids come from the catalog, so their number is bounded by it.</summary>
internal sealed class GrainReferences(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, IQuotaGroupGrain> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ICallerGrain> _callers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IProviderGrain> _providers = new(StringComparer.Ordinal);

    public IRouterGrain Router { get; } = grains.GetGrain<IRouterGrain>(0);

    public IRequestHistoryGrain Requests { get; } = grains.GetGrain<IRequestHistoryGrain>(0);

    public IQuotaGroupGrain Group(string quotaGroup) =>
        _groups.GetOrAdd(quotaGroup, static (id, factory) => factory.GetGrain<IQuotaGroupGrain>(id), grains);

    public ICallerGrain Caller(string callerId) =>
        _callers.GetOrAdd(callerId, static (id, factory) => factory.GetGrain<ICallerGrain>(id), grains);

    public IProviderGrain Provider(string providerId) =>
        _providers.GetOrAdd(providerId, static (id, factory) => factory.GetGrain<IProviderGrain>(id), grains);
}
