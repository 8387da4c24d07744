using System.Runtime.InteropServices;

namespace Aimux.Silo.Wire;

/// <summary>Tokens of an answer; <c>null</c> where the provider does not say.</summary>
/// <param name="Input">The whole prompt, what came from a cache or went into one included.</param>
/// <param name="CacheRead">How much of the prompt came from a cache.</param>
/// <param name="CacheWritten">How much of the prompt went into a cache.</param>
/// <param name="Output">The whole answer, thoughts included.</param>
/// <param name="Thought">How much of the answer were thoughts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerUsage(int? Input, int? CacheRead, int? CacheWritten, int? Output, int? Thought)
{
    /// <summary>What is known when both are: the newer count where it says something.</summary>
    public AnswerUsage Then(AnswerUsage newer) =>
        new(
            newer.Input ?? Input,
            newer.CacheRead ?? CacheRead,
            newer.CacheWritten ?? CacheWritten,
            newer.Output ?? Output,
            newer.Thought ?? Thought
        );
}
