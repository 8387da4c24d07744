using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Hosting;

/// <summary>Where Aimux listens.</summary>
/// <param name="Data">For callers; port 0 takes any free one.</param>
/// <param name="Admin">For the operator; port 0 takes any free one.</param>
internal sealed record ServeOptions(ListenAddress Data, ListenAddress Admin)
{
    public static ServeOptions Default { get; } =
        new(ListenAddress.Parse("http://127.0.0.1:8080"), ListenAddress.Parse("http://127.0.0.1:8081"));
}
