namespace Aimux.Dashboard.Testing;

/// <summary>Tries whether a provider answers, with a call that costs nothing: its list of models.</summary>
public interface IConnectionTester
{
    /// <summary>Asks once; takes 15 s at the most.</summary>
    Task<ConnectionReport> Test(ConnectionProbe probe, CancellationToken cancellation);
}
