namespace Aimux.Silo.Simulation.Parts;

/// <summary>What a part of an answer is.</summary>
internal enum PartKind
{
    Thought,
    Text,
    Call,
}
