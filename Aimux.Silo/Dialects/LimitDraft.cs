using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects;

/// <summary>A limit of which one header after the other says a part.</summary>
/// <param name="name">Tells it from the answer's other limits.</param>
/// <param name="unit">What it counts.</param>
internal sealed class LimitDraft(string name, LimitUnit unit)
{
    public string Name { get; } = name;

    public LimitUnit Unit { get; set; } = unit;

    public TimeSpan? Window { get; set; }

    public double? Limit { get; set; }

    public double? Remaining { get; set; }

    public TimeSpan? ResetsIn { get; set; }

    /// <summary>Whether any header said something of it that could be read.</summary>
    public bool SaysSomething => Limit is not null || Remaining is not null || ResetsIn is not null;

    public ReportedLimit Finish() => new(Name, Unit, Window, Limit, Remaining, ResetsIn);
}
