using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>DeepSeek's balance, one for each currency; its amounts are texts.</summary>
internal static class DeepSeekWindows
{
    public static IEnumerable<QuotaWindow?> Read(JsonElement root) =>
        QuotaJson
            .Rows(root, "balance_infos")
            .Select(balance => new QuotaWindow(
                "balance",
                Currency(QuotaJson.Text(balance, "currency")),
                Remaining: QuotaJson.Number(balance, "total_balance")
            ));

    private static string Currency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper) ? text : "";
}
