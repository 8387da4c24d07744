using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration.Options;

/// <summary>What is done with a field of every request to one provider: a row. It takes the place of what Aimux would do with the field.</summary>
internal sealed class QuirkOptions
{
    [Setting("The provider: the id of one of `providers`.", Example = "coding", Required = true)]
    public string Provider { get; set; } = "";

    [Setting(
        "The field of the request; messages.NAME is a field of each message, anthropic-beta the header of that name.",
        Example = "temperature",
        Required = true
    )]
    public string Field { get; set; } = "";

    [Setting(
        "What is done with it: keep, nothing; drop; rename; set, another value wherever it stands; add, where it is missing; clamp, within bounds.",
        Required = true,
        Example = "drop"
    )]
    public QuirkAction Do { get; set; }

    [Setting(
        "For rename the new name, for set and add a JSON value, for clamp bounds such as 0..1, for anthropic-beta the beta that is dropped.",
        Example = "0..1"
    )]
    public string? Value { get; set; }
}
