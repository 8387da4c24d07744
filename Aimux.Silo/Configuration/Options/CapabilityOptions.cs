namespace Aimux.Silo.Configuration.Options;

/// <summary>What one provider's model can do: a row. What is not said counts as yes.</summary>
internal sealed class CapabilityOptions
{
    [Setting("The provider: the id of one of `providers`.", Example = "cerebras", Required = true)]
    public string Provider { get; set; } = "";

    [Setting("Its own name of the model.", Example = "gpt-oss-120b", Required = true)]
    public string Model { get; set; } = "";

    [Setting(
        "Greatest prompt, tokens. A longer one goes to other candidates, those with room.",
        Range = "1..100000000"
    )]
    public int? Context { get; set; }

    [Setting("Whether it takes tools.")]
    public bool? Tools { get; set; }

    [Setting("Whether it takes images.")]
    public bool? Vision { get; set; }

    [Setting("Whether it reasons when asked to.")]
    public bool? Reasoning { get; set; }
}
