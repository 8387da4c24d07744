namespace Aimux.Silo.Wire;

/// <summary>A protocol in which callers and models hold conversations.</summary>
internal enum WireProtocol
{
    /// <summary>OpenAI chat completions.</summary>
    Chat,

    /// <summary>Anthropic Messages.</summary>
    Messages,

    /// <summary>OpenAI Responses.</summary>
    Responses,
}
