namespace Aimux.Silo.Configuration.Editing;

/// <summary>A change of the configuration that cannot be made; nothing was changed. The message says why and what to do.</summary>
internal sealed class ConfigurationEditException(string message, Exception? inner = null) : Exception(message, inner)
{
    public EditRefusal Refusal { get; init; }
}
