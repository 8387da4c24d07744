namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Anthropic: the protocol is its own. Nothing is changed, and every beta goes through.</summary>
internal static class Anthropic
{
    public static VendorDialect Dialect { get; } = new("anthropic");
}
