namespace Aimux.Grains.Interfaces.Limits;

/// <summary>What vendors told this process of the quotas of keys. Reading it costs nothing.</summary>
public interface IQuotaView
{
    /// <summary>The latest reading of a key's quota; <c>null</c> if its vendor was not asked or has nothing to tell.</summary>
    QuotaReading? Find(string keyId);
}
