namespace Aimux.Silo.Simulation.Errors;

/// <summary>Whose error bodies a provider gives.</summary>
internal enum ErrorStyle
{
    /// <summary>Each protocol's own: Anthropic's on Messages, OpenAI's elsewhere.</summary>
    OpenAi,
    Anthropic,
    Cerebras,
    Zai,
    Synthetic,
    MiniMax,
    OpenRouter,
    Ollama,
}
