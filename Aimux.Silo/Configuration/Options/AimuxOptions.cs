namespace Aimux.Silo.Configuration.Options;

/// <summary>The whole configuration file. A file that sets nothing is this.</summary>
internal sealed class AimuxOptions
{
    [Setting("The version of this format. There is one.", Range = "1..1", Required = true)]
    public int Version { get; set; } = 1;

    [Setting("The data listener, where callers find Aimux, and the bounds of each request.")]
    public ServerOptions Server { get; set; } = new();

    [Setting("The admin listener, where the operator finds Aimux.")]
    public AdminOptions Admin { get; set; } = new();

    [Setting("Who serves: one row a provider. Without a row the keys in the environment decide, else a demo serves.")]
    public ProviderOptions[] Providers { get; set; } = [];

    [Setting("What providers are paid with: one row a key.")]
    public KeyOptions[] Keys { get; set; } = [];

    [Setting("Model names of your own: one row a name, with who serves it.")]
    public ModelOptions[] Models { get; set; } = [];

    [Setting("What models can do, where that decides who may serve a request: one row for each model of a provider.")]
    public CapabilityOptions[] Capabilities { get; set; } = [];

    [Setting(
        "Where requests with images, thinking or tools, or a tool's small work, go instead: one row a model and kind."
    )]
    public DetourOptions[] Detours { get; set; } = [];

    [Setting("What is done with fields of requests, in place of what Aimux does: one row a provider and field.")]
    public QuirkOptions[] Quirks { get; set; } = [];

    [Setting("How requests find a provider.")]
    public RoutingOptions Routing { get; set; } = new();

    [Setting("What is written to standard error.")]
    public LoggingOptions Logging { get; set; } = new();

    [Setting("The Orleans cluster that this process is a silo of.")]
    public ClusterOptions Cluster { get; set; } = new();

    [Setting("Who may call: one row a caller. Without a row everybody on this machine may.")]
    public CallerOptions[] Callers { get; set; } = [];
}
