namespace Aimux.Silo.Wire;

/// <summary>A request that means something in its protocol that no provider of the other protocol can be asked for.</summary>
/// <param name="message">What, where, what was expected and what to do, for the caller.</param>
/// <param name="parameter">The field at fault, as a path such as <c>messages[3].content[0]</c>.</param>
internal sealed class UntranslatableException(string message, string parameter) : Exception(message)
{
    public string Parameter { get; } = parameter;
}
