namespace Aimux.Silo.Simulation;

/// <summary>The request cannot be served; the error says why.</summary>
internal sealed class RequestRefusedException(WireError error) : Exception(error.Message)
{
    public WireError Error => error;
}
