namespace Aimux.Silo.Simulation;

/// <summary>Draws at most one fault for a request.</summary>
internal sealed class FaultPicker
{
    private readonly (Fault Fault, double Rate)[] _faults;
    private readonly RandomDraws _draws;

    public FaultPicker(FaultRates rates, ulong seed)
    {
        _faults = [.. rates.List().Where(entry => entry.Rate > 0)];
        _draws = new RandomDraws(seed);
    }

    public Fault Pick()
    {
        if (_faults.Length == 0)
        {
            return Fault.None;
        }

        var draw = _draws.Next();
        foreach (var (fault, rate) in _faults)
        {
            draw -= rate;
            if (draw < 0)
            {
                return fault;
            }
        }

        return Fault.None;
    }
}
