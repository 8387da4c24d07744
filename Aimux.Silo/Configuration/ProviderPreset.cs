using System.Text.RegularExpressions;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>A well-known provider: where it is, what it speaks, and how its key is usually found.</summary>
/// <param name="Id">The name of the preset.</param>
/// <param name="BaseUrl">Where its API starts.</param>
/// <param name="Description">What it is, in one line.</param>
internal sealed record ProviderPreset(string Id, string BaseUrl, string Description)
{
    private const string ZaiMessages = "https://api.z.ai/api/anthropic/v1";
    private const string ZaiChinaMessages = "https://open.bigmodel.cn/api/anthropic/v1";

    private static readonly Regex[] Glm = Named("^glm-[0-9.]+$");
    private static readonly Regex[] SmallGlm = Named("^glm-[0-9.]+-flash$", "^glm-[0-9.]+-air$");
    private static readonly Regex[] Kimi = Named("^kimi-k[0-9.]+$", "^kimi-k[0-9.]+-");

    /// <summary>In the order in which people expect to see them.</summary>
    public static IReadOnlyList<ProviderPreset> All { get; } =
    [
        Known("cerebras", "https://api.cerebras.ai/v1", "Cerebras: open models on wafer-scale chips") with
        {
            LargeModels = Named("^zai-glm-[0-9.]+$", "^qwen-", "^gpt-oss-120b$"),
            SmallModels = Named("^gpt-oss-"),
        },
        Known("zai", "https://api.z.ai/api/paas/v4", "z.ai (Zhipu): GLM models, pay as you go") with
        {
            MessagesUrl = ZaiMessages,
            LargeModels = Glm,
            SmallModels = SmallGlm,
        },
        new("zai-coding", "https://api.z.ai/api/coding/paas/v4", "z.ai Coding Plan: GLM models by subscription")
        {
            MessagesUrl = ZaiMessages,
            LargeModels = Glm,
            SmallModels = SmallGlm,
        },
        new("zai-china", "https://open.bigmodel.cn/api/paas/v4", "z.ai in China, pay as you go; has keys of its own")
        {
            MessagesUrl = ZaiChinaMessages,
            LargeModels = Glm,
            SmallModels = SmallGlm,
        },
        new(
            "zai-coding-china",
            "https://open.bigmodel.cn/api/coding/paas/v4",
            "z.ai Coding Plan in China; has keys of its own"
        )
        {
            MessagesUrl = ZaiChinaMessages,
            LargeModels = Glm,
            SmallModels = SmallGlm,
        },
        Known("synthetic", "https://api.synthetic.new/openai/v1", "Synthetic: open models by subscription") with
        {
            MessagesUrl = "https://api.synthetic.new/anthropic/v1",
            LargeModels = Named("^syn:large:text$", "(?i)/glm-[0-9.]+$", "(?i)/kimi-k[0-9.]+"),
            SmallModels = Named("^syn:small:text$", "(?i)/glm-[0-9.]+-flash"),
        },
        Known("openai", "https://api.openai.com/v1", "OpenAI: GPT models") with
        {
            Responses = true,
            LargeModels = Named("^gpt-[0-9.]+-codex$", "^gpt-[0-9.]+$"),
            SmallModels = Named("^gpt-[0-9.]+-mini$"),
        },
        Known("anthropic", "https://api.anthropic.com/v1", "Anthropic: Claude models") with
        {
            Dialect = Dialect.Anthropic,
            LargeModels = Named("^claude-sonnet-", "^claude-opus-", "^claude-"),
            SmallModels = Named("^claude-haiku-"),
        },
        Known("openrouter", "https://openrouter.ai/api/v1", "OpenRouter: models of many vendors behind one key") with
        {
            MessagesUrl = "https://openrouter.ai/api/v1",
            LargeModels = Named("^anthropic/claude-sonnet-[0-9.]+$", "^z-ai/glm-[0-9.]+$"),
            SmallModels = Named("^anthropic/claude-haiku-[0-9.]+$", "^openai/gpt-oss-120b$"),
            Responses = true,
        },
        Known("groq", "https://api.groq.com/openai/v1", "Groq: open models on chips of its own") with
        {
            LargeModels = Named("^moonshotai/kimi-", "^openai/gpt-oss-120b$"),
            SmallModels = Named("^openai/gpt-oss-20b$"),
        },
        Known("deepseek", "https://api.deepseek.com", "DeepSeek: DeepSeek models") with
        {
            MessagesUrl = "https://api.deepseek.com/anthropic/v1",
            LargeModels = Named("^deepseek-v[0-9.]+$", "^deepseek-chat$"),
        },
        Known("moonshot", "https://api.moonshot.ai/v1", "Moonshot: Kimi models") with
        {
            MessagesUrl = "https://api.moonshot.ai/anthropic/v1",
            LargeModels = Kimi,
        },
        new("moonshot-china", "https://api.moonshot.cn/v1", "Moonshot in China; has keys of its own")
        {
            MessagesUrl = "https://api.moonshot.cn/anthropic/v1",
            LargeModels = Kimi,
        },
        Known("minimax", "https://api.minimax.io/v1", "MiniMax: MiniMax models") with
        {
            MessagesUrl = "https://api.minimax.io/anthropic/v1",
            LargeModels = Named("^MiniMax-M[0-9.]+$"),
        },
        Local("ollama", "http://127.0.0.1:11434/v1", "Ollama on this machine; needs no key") with
        {
            MessagesUrl = "http://127.0.0.1:11434/v1",
            Responses = true,
        },
        Local("vllm", "http://127.0.0.1:8000/v1", "vLLM on this machine; needs a key only if it was given one"),
        Local(
            "llamacpp",
            "http://127.0.0.1:8080/v1",
            "llama.cpp's server on this machine, on the port that Aimux uses too"
        ),
    ];

    public Dialect Dialect { get; init; } = Dialect.OpenAi;

    /// <summary>Where its Anthropic Messages start, beside chat; empty if it has none.</summary>
    public string MessagesUrl { get; init; } = "";

    /// <summary>Whether it speaks OpenAI Responses beside chat.</summary>
    public bool Responses { get; init; }

    /// <summary>Which of its models do the work of a coding tool, the best kind first; of a kind the newest is taken.</summary>
    public IReadOnlyList<Regex> LargeModels { get; init; } = [];

    /// <summary>Which of its models do a tool's small work in the background; without any the large ones do it.</summary>
    public IReadOnlyList<Regex> SmallModels { get; init; } = [];

    /// <summary>Whether it answers nothing without a key.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Time that loading a model may take before its first answer; null where models wait ready.</summary>
    public TimeSpan? LoadTime { get; init; }

    /// <summary>
    /// The environment variable that usually holds its key, or several keys separated by commas; <c>null</c> if none is
    /// looked for.
    /// </summary>
    public string? KeyVariable { get; init; }

    /// <summary>The environment variable that usually holds another base URL.</summary>
    public string BaseUrlVariable => Variable(Id, "BASE_URL");

    /// <summary>Where it speaks what beside its base URL, as far as that is known of another address than its own.</summary>
    /// <param name="provider">The provider at the address that is used.</param>
    public ProviderDefinition Equip(ProviderDefinition provider) =>
        provider.BaseUrl == BaseUrl ? provider with { MessagesUrl = MessagesUrl, Responses = Responses } : provider;

    public static ProviderPreset? Find(string id) => All.FirstOrDefault(preset => preset.Id == id);

    /// <summary>One whose key people have in their environment anyway.</summary>
    private static ProviderPreset Known(string id, string baseUrl, string description) =>
        new(id, baseUrl, description) { KeyVariable = Variable(id, "API_KEY") };

    private static ProviderPreset Local(string id, string baseUrl, string description) =>
        new(id, baseUrl, description) { NeedsKey = false, LoadTime = TimeSpan.FromMinutes(5) };

    private static Regex[] Named(params string[] patterns) =>
        [.. patterns.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))];

    private static string Variable(string id, string suffix) => $"{id.ToUpperInvariant().Replace('-', '_')}_{suffix}";
}
