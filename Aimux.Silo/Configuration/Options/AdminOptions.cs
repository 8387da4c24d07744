namespace Aimux.Silo.Configuration.Options;

/// <summary>The admin listener and who may use it.</summary>
internal sealed class AdminOptions
{
    [Setting(
        "Where the operator finds Aimux. Any other address than loopback demands a password of your own.",
        Example = "http://127.0.0.1:8081",
        NeedsRestart = true
    )]
    public ListenAddress Listen { get; set; } = ListenAddress.Parse("http://127.0.0.1:8081");

    [Setting("The operator's name.", Example = "admin")]
    public string User { get; set; } = "admin";

    [Setting(
        "The operator's password: env:NAME, file:/path, pbkdf2:… as `aimux config set admin.password` writes it, or clear text. "
            + "While it is unset, programs on this machine need none.",
        Example = "env:AIMUX_ADMIN_PASSWORD"
    )]
    public SecretReference? Password { get; set; }
}
