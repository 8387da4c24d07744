namespace Aimux.Silo.Wire.Answers;

/// <summary>So much of an answer had to be kept back that the memory for it is used up.</summary>
internal sealed class AnswerTooLongException()
    : Exception("The provider's answer cannot be put in order: too much of it came before what must stand first.");
