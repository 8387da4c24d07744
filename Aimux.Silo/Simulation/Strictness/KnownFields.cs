using System.Collections.Frozen;

namespace Aimux.Silo.Simulation.Strictness;

/// <summary>The properties of a request that a strict provider takes.</summary>
internal static class KnownFields
{
    /// <summary>Those of Cerebras, the strictest of the vendors known.</summary>
    public static FrozenSet<string> Chat { get; } =
        Set(
            "model messages stream stream_options max_tokens max_completion_tokens min_tokens min_completion_tokens "
                + "temperature top_p n stop seed user tools tool_choice parallel_tool_calls response_format logprobs "
                + "top_logprobs logit_bias frequency_penalty presence_penalty reasoning_effort reasoning_format "
                + "disable_reasoning clear_thinking service_tier prediction"
        );

    public static FrozenSet<string> Messages { get; } =
        Set(
            "model messages max_tokens system metadata stop_sequences stream temperature top_p top_k tools tool_choice "
                + "thinking service_tier container context_management mcp_servers output_config output_format "
                + "cache_control inference_geo diagnostics speed user_profile_id workspace_id"
        );

    public static FrozenSet<string> Responses { get; } =
        Set(
            "model input instructions stream stream_options max_output_tokens max_tool_calls metadata "
                + "parallel_tool_calls previous_response_id conversation prompt prompt_cache_key "
                + "prompt_cache_retention reasoning safety_identifier service_tier store temperature text tool_choice "
                + "tools top_logprobs top_p truncation user background include context_management"
        );

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
