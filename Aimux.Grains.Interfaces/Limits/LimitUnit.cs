namespace Aimux.Grains.Interfaces.Limits;

/// <summary>What a limit counts.</summary>
public enum LimitUnit
{
    Requests = 0,

    /// <summary>Tokens, of the prompt, the answer or both.</summary>
    Tokens = 1,
}
