using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Ollama, whose models mostly have a template for the system's role and none for the developer's.</summary>
internal static class Ollama
{
    public static VendorDialect Dialect { get; } =
        new("ollama")
        {
            Chat = new BodyRules { Body = [CommonRules.EarlierBound], Messages = [CommonRules.DeveloperIsSystem] },
        };
}
