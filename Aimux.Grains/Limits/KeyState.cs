using Aimux.Grains.History;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains.Limits;

/// <summary>What is one key's own; its limits are those of its quota group.</summary>
internal sealed class KeyState(KeyDefinition definition)
{
    public KeyDefinition Definition { get; set; } = definition;

    public RestState Rest { get; } = new();

    public ModelRests Models { get; } = new();

    /// <summary>What its attempts came to; nobody asks how long a key takes.</summary>
    public SubjectHistory History { get; } = new(withTimes: false);

    /// <summary>Leases of it that are out; counted by the table of leases.</summary>
    public int InFlight { get; set; }

    public bool Disabled { get; set; }

    /// <summary>The lease under which it is tried again after it was refused; 0 if there is none.</summary>
    public long TrialLease { get; set; }
}
