namespace Aimux.Grains;

/// <summary>What of a provider must outlive its activation.</summary>
[GenerateSerializer, Alias("aimux.ProviderRecord")]
internal sealed record ProviderRecord([property: Id(0)] bool Isolated)
{
    public ProviderRecord()
        : this(false) { }
}
