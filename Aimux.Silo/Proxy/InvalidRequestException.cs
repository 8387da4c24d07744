namespace Aimux.Silo.Proxy;

/// <summary>A request that no provider could serve as it is.</summary>
/// <param name="message">For the caller: what was wrong, what was expected.</param>
/// <param name="parameter">The parameter at fault, if it is one.</param>
internal sealed class InvalidRequestException(string message, string? parameter = null) : Exception(message)
{
    public string? Parameter { get; } = parameter;
}
