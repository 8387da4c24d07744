using System.Collections.Immutable;
using System.Reflection;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Tests.Support;

/// <summary>The catalog of a cluster that fails when a test says so. Public and not sealed: a proxy derives from it.</summary>
public class ScriptedCatalog : DispatchProxy
{
    public ProviderCatalog Current { get; private set; } = ProviderCatalog.Empty;

    /// <summary>How publishing fails before anything changed.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>How it fails afterwards.</summary>
    public Exception? Loss { get; set; }

    /// <summary>What the grain says of a catalog that contradicts itself.</summary>
    public static ArgumentException Contradiction(string providers) =>
        new($"The catalog contradicts itself: {providers}.", nameof(providers));

    /// <param name="grains">Knows this grain alone.</param>
    public static ScriptedCatalog Create(out IGrainFactory grains)
    {
        var catalog = Create<ICatalogGrain, ScriptedCatalog>();
        grains = Create<IGrainFactory, Factory>();
        ((Factory)(object)grains).Catalog = catalog;
        return (ScriptedCatalog)(object)catalog;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(ICatalogGrain.GetCatalog))
        {
            return new ValueTask<ProviderCatalog>(Current);
        }

        if (Refusal is { } refusal)
        {
            return new ValueTask<PublishResult>(Task.FromException<PublishResult>(refusal));
        }

        Current = new ProviderCatalog(
            Current.Version + 1,
            DateTimeOffset.UnixEpoch,
            (ImmutableArray<ProviderDefinition>)args![1]!,
            (ImmutableArray<ModelRoute>)args[2]!
        );
        return Loss is { } loss
            ? new ValueTask<PublishResult>(Task.FromException<PublishResult>(loss))
            : new ValueTask<PublishResult>(new PublishResult(true, Current));
    }

    public class Factory : DispatchProxy
    {
        public ICatalogGrain? Catalog { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.ReturnType == typeof(ICatalogGrain)
                ? Catalog
                : throw new NotSupportedException($"There is no {targetMethod.ReturnType.Name} here.");
    }
}
