namespace Aimux.Dashboard.Configuration;

/// <summary>One change of the configuration: made whole or not at all.</summary>
public abstract record ConfigurationChange
{
    private ConfigurationChange() { }

    /// <summary>Adds a provider, with keys or without.</summary>
    public sealed record AddProvider(ProviderRow Row, ImmutableArray<NewKey> Keys) : ConfigurationChange;

    /// <summary>Changes a provider's row; its id stays.</summary>
    public sealed record EditProvider(ProviderRow Row) : ConfigurationChange;

    /// <summary>Removes a provider, and its keys with it; routes and other rows that name it must be changed first.</summary>
    public sealed record RemoveProvider(string Id) : ConfigurationChange;

    /// <summary>Lets a provider serve or not.</summary>
    public sealed record EnableProvider(string Id, bool Enabled) : ConfigurationChange;

    /// <summary>Adds keys to a provider.</summary>
    public sealed record AddKeys(ImmutableArray<NewKey> Keys) : ConfigurationChange;

    /// <summary>Changes a key's row; its provider and id stay.</summary>
    /// <param name="Row">What it says from now on; its <see cref="KeyRow.Secret"/> is not read.</param>
    /// <param name="NewSecret">As <see cref="NewKey.Secret"/>; <c>null</c> to keep the secret.</param>
    public sealed record EditKey(KeyRow Row, string? NewSecret) : ConfigurationChange
    {
        /// <summary>Never the secret.</summary>
        public override string ToString() => $"a change of key {Row.FullId}";
    }

    /// <summary>Removes a key, and the file of its secret if Aimux made it.</summary>
    public sealed record RemoveKey(string Provider, string Id) : ConfigurationChange;

    /// <summary>Lets a key be used or not.</summary>
    public sealed record EnableKey(string Provider, string Id, bool Enabled) : ConfigurationChange;

    /// <summary>Moves a key among its provider's keys.</summary>
    /// <param name="Provider">The provider.</param>
    /// <param name="Id">The key.</param>
    /// <param name="By">Places towards the end; negative towards the front.</param>
    public sealed record MoveKey(string Provider, string Id, int By) : ConfigurationChange;

    /// <summary>Adds a model route.</summary>
    public sealed record AddRoute(RouteRow Row) : ConfigurationChange;

    /// <summary>Changes a model route; its name stays.</summary>
    public sealed record EditRoute(RouteRow Row) : ConfigurationChange;

    /// <summary>Removes a model route.</summary>
    public sealed record RemoveRoute(string Name) : ConfigurationChange;

    /// <summary>Adds a caller; its token is made by Aimux, shown once in the outcome, and kept as a hash.</summary>
    public sealed record AddCaller(CallerRow Row) : ConfigurationChange;

    /// <summary>Changes what a caller may do; its id and token stay.</summary>
    public sealed record EditCaller(CallerRow Row) : ConfigurationChange;

    /// <summary>Removes a caller: its token is worth nothing from then on.</summary>
    public sealed record RemoveCaller(string Id) : ConfigurationChange;

    /// <summary>Puts another text in place of the whole file. Masks of secrets that were shown stand for those secrets.</summary>
    public sealed record ReplaceText(string Text) : ConfigurationChange
    {
        /// <summary>Never the text, which may hold secrets.</summary>
        public override string ToString() => "another text";
    }

    /// <summary>Puts an earlier version back.</summary>
    /// <param name="Version">The id of one of <see cref="IConfigurationStore.History"/>.</param>
    public sealed record Restore(string Version) : ConfigurationChange;
}
