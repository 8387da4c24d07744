using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>z.ai and Zhipu: GLM has a switch for thinking, and several fields allow less than OpenAI's.</summary>
internal static class Zai
{
    private const string On = """{"type":"enabled"}""";
    private const string Off = """{"type":"disabled"}""";

    private static readonly string[] Efforts = ["low", "medium", "high", "xhigh", "max"];
    private static readonly string[] NoEffort = ["none", "minimal"];

    // Models come faster than releases of Aimux: a name without a version counts as the newest.
    private static readonly ModelFamily Thinking = new("GLM 4.5 and later", model => Version(model) >= 405);
    private static readonly ModelFamily OnlyThinking = new(
        "GLM 4.5 to 5.1",
        model => Version(model) is >= 405 and < 502
    );
    private static readonly ModelFamily WithEffort = new("GLM 5.2 and later", model => Version(model) >= 502);
    private static readonly ModelFamily StreamingTools = new("GLM 4.6 and later", model => Version(model) >= 406);

    public static VendorDialect Dialect { get; } =
        new("zai", "zai-coding", "zai-china", "zai-coding-china")
        {
            Chat = new BodyRules
            {
                Body =
                [
                    // The switch is what every model that thinks obeys; the effort alone is heeded by the newest only.
                    Switch(Off, FieldCondition.IsOneOf("reasoning_effort", NoEffort)),
                    Switch(On, FieldCondition.IsOneOf("reasoning_effort", Efforts)),
                    Switch(Off, FieldCondition.IsOneOf("reasoning.effort", NoEffort)),
                    Switch(Off, FieldCondition.IsFalse("reasoning.enabled")),
                    Switch(On, FieldCondition.IsOneOf("reasoning.effort", Efforts)),
                    Switch(On, FieldCondition.IsTrue("reasoning.enabled")),
                    // The newest take the effort itself beside the switch.
                    new LiftField("reasoning", "effort", "reasoning_effort") { Models = WithEffort },
                    // To the others both fields are unknown.
                    new DropField("reasoning_effort") { Models = OnlyThinking },
                    new DropField("reasoning") { Models = OnlyThinking },
                    // "Currently, only one stop word is supported."
                    new FirstItemOnly("stop"),
                    // Beyond these it answers 1210.
                    new ClampField("temperature", 0, 1),
                    new ClampField("top_p", 0.01, 1),
                    // It has text and json_object; the schema is not enforced, but the answer is JSON at least.
                    new ExchangeValue("response_format", """{"type":"json_object"}""")
                    {
                        When = [FieldCondition.IsOneOf("response_format.type", "json_schema")],
                    },
                    CommonRules.EarlierBound,
                    // Its own name, and it refuses shorter and longer ones.
                    new RenameField("user", "user_id") { Length = (6, 128) },
                    // "Tool choice must be auto". Who wants no call gets none if there is no tool.
                    new DropField("tools") { When = [FieldCondition.IsOneOf("tool_choice", "none")] },
                    new DropField("tool_choice") { When = [FieldCondition.IsNot("tool_choice", "auto")] },
                    // Without it the arguments of a call come in one piece, when the model has written them all.
                    new AddField("tool_stream", "true")
                    {
                        Models = StreamingTools,
                        When = [FieldCondition.IsTrue("stream"), FieldCondition.IsFilled("tools")],
                    },
                ],
                // "Incorrect role information".
                Messages = [CommonRules.DeveloperIsSystem],
            },
        };

    private static AddField Switch(string value, FieldCondition when) =>
        new("thinking", value) { Models = Thinking, When = [when] };

    private static int Version(string model) => ModelVersion.After(model, "glm-") ?? int.MaxValue;
}
