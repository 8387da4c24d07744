using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>vLLM, whose models' templates often refuse a role that they do not know.</summary>
internal static class Vllm
{
    public static VendorDialect Dialect { get; } =
        new("vllm") { Chat = new BodyRules { Messages = [CommonRules.DeveloperIsSystem] } };
}
