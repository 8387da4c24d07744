namespace Aimux.Silo.Dialects;

/// <summary>How a provider wraps an error. The same number means different things in different wrappings.</summary>
internal enum ErrorShape
{
    /// <summary>Nothing that could be read.</summary>
    None,

    /// <summary><c>{"error":{…}}</c>, most of them.</summary>
    Nested,

    /// <summary><c>{"message":…,"code":…}</c>: Cerebras, old vLLM.</summary>
    Flat,

    /// <summary><c>{"error":"text"}</c>: Synthetic, Ollama.</summary>
    Text,

    /// <summary><c>{"base_resp":{"status_code":…}}</c>, inside a 200: MiniMax.</summary>
    BaseResp,

    /// <summary>A page for browsers: not the provider's words but those of something on the way.</summary>
    Page,
}
