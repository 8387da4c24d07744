using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>llama.cpp's server, whose models' templates often refuse a role that they do not know.</summary>
internal static class LlamaCpp
{
    public static VendorDialect Dialect { get; } =
        new("llamacpp")
        {
            Chat = new BodyRules { Body = [CommonRules.EarlierBound], Messages = [CommonRules.DeveloperIsSystem] },
        };
}
