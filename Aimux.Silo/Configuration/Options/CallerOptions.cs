namespace Aimux.Silo.Configuration.Options;

/// <summary>One caller of the data listener: a row.</summary>
internal sealed class CallerOptions
{
    [Setting("Your name of the caller; logs and decisions show it.", Example = "laptop", Required = true)]
    public string Id { get; set; } = "";

    [Setting(
        "What the caller sends as its key: sha256:HEX of it, env:NAME, file:/path, or clear text.",
        Example = "env:AIMUX_TOKEN_LAPTOP",
        Required = true
    )]
    public SecretReference? Token { get; set; }

    [Setting(
        "Names of models that it may ask for, separated by blanks; one `*` at the end of a name stands for any rest. Empty: all.",
        Example = "fast claude-*"
    )]
    public string? Models { get; set; }

    [Setting("Requests that it may send in a minute; unlimited if empty.", Range = "1..1000000")]
    public int? Rpm { get; set; }

    [Setting("Whether the caller may call.")]
    public bool Enabled { get; set; } = true;
}
