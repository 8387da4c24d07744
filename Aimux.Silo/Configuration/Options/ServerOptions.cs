namespace Aimux.Silo.Configuration.Options;

/// <summary>The data listener and the bounds of each request.</summary>
internal sealed class ServerOptions
{
    [Setting(
        "Where callers find Aimux. Any other address than loopback demands callers with tokens.",
        Example = "http://127.0.0.1:8080",
        NeedsRestart = true
    )]
    public ListenAddress Listen { get; set; } = ListenAddress.Parse("http://127.0.0.1:8080");

    [Setting("Greatest request body.", Range = "1 KiB..1 GiB")]
    public ByteSize MaxBody { get; set; } = new(64L << 20);

    [Setting(
        "Greatest answer that is held until it is complete; a longer one is sent on as it comes.",
        Range = "1 KiB..256 MiB"
    )]
    public ByteSize MaxHeldAnswer { get; set; } = new(8L << 20);

    [Setting("Time from a request to the first content sent to its caller.", Range = "50ms..1h")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(10);

    [Setting("Time to open a connection to a provider, TLS included.", Range = "100ms..1m")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    [Setting("Time from sending a streaming request to its first event.", Range = "100ms..1h")]
    public TimeSpan FirstEventTimeout { get; set; } = TimeSpan.FromSeconds(60);

    [Setting("Time from sending a request to the end of an answer that does not stream.", Range = "100ms..1h")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    [Setting(
        "Time between the comments that keep a streaming caller's connection alive until the first content.",
        Range = "1s..5m"
    )]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(10);

    [Setting("Time between two events of a stream.", Range = "100ms..1h")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(90);
}
