namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>The wire protocol that a provider speaks.</summary>
public enum Dialect
{
    /// <summary>OpenAI chat completions, or a vendor's close copy of it.</summary>
    OpenAi = 0,

    /// <summary>Anthropic Messages.</summary>
    Anthropic = 1,
}
