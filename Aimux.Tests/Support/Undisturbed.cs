using Xunit;

namespace Aimux.Tests.Support;

/// <summary>Tests whose subject is time, or what a process counts, run alone: others' load and counts are not theirs.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;
