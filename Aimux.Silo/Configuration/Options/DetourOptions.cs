using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration.Options;

/// <summary>Where some requests for a model go instead: a row.</summary>
internal sealed class DetourOptions
{
    [Setting(
        "The model, as callers name it: a name of `models`, or one that a provider lists, or such a name with its `*`.",
        Example = "claude-*",
        Required = true
    )]
    public string Model { get; set; } = "";

    [Setting(
        "Which requests: vision, those with images; thinking, those that ask for it; background, a coding tool's small work; tools, those with tools. Of several that fit the first in this order counts.",
        Required = true,
        Example = "thinking"
    )]
    public DetourReason When { get; set; }

    [Setting(
        "What serves them: any model name that callers could use, provider/model too.",
        Example = "coding/glm-5.3",
        Required = true
    )]
    public string To { get; set; } = "";
}
