namespace Aimux.Silo.Proxy;

/// <summary>What a caller can do about a failure: the higher, the more it is worth being told.</summary>
internal static class FailureWeight
{
    public const int ComeBack = 80;
    public const int MendRequest = 70;
    public const int WaitForProvider = 60;
    public const int WaitForKey = 50;

    /// <summary>Make the request fit the one candidate that refused it; others might have taken it as it is.</summary>
    public const int FitRequest = 40;

    public const int Pay = 30;
    public const int AskForAccess = 20;
    public const int MendKey = 10;
    public const int NameModel = 0;
}
