namespace Aimux.Silo.Configuration;

/// <summary>A well-known provider: how its key is usually found, and where it is.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="BaseUrl">Where its OpenAI-compatible API starts.</param>
internal sealed record ProviderPreset(string Id, string BaseUrl)
{
    /// <summary>The environment variable that usually holds its key, or several keys separated by commas.</summary>
    public string KeyVariable => Variable("API_KEY");

    /// <summary>The environment variable that usually holds another base URL.</summary>
    public string BaseUrlVariable => Variable("BASE_URL");

    /// <summary>In the order in which people expect to see them.</summary>
    public static IReadOnlyList<ProviderPreset> All { get; } =
    [
        new("cerebras", "https://api.cerebras.ai/v1"),
        new("zai", "https://api.z.ai/api/paas/v4"),
        new("synthetic", "https://api.synthetic.new/openai/v1"),
        new("openai", "https://api.openai.com/v1"),
        // Anthropic's own compatibility layer; its native protocol is another dialect.
        new("anthropic", "https://api.anthropic.com/v1"),
        new("openrouter", "https://openrouter.ai/api/v1"),
        new("groq", "https://api.groq.com/openai/v1"),
        new("deepseek", "https://api.deepseek.com"),
        new("moonshot", "https://api.moonshot.ai/v1"),
        new("minimax", "https://api.minimax.io/v1"),
    ];

    private string Variable(string suffix) => $"{Id.ToUpperInvariant()}_{suffix}";
}
