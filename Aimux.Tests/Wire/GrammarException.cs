namespace Aimux.Tests.Wire;

/// <summary>A stream breaks a rule of its protocol.</summary>
internal sealed class GrammarException(string message) : Exception(message)
{
    public static void Demand(bool holds, string rule)
    {
        if (!holds)
        {
            throw new GrammarException(rule);
        }
    }
}
