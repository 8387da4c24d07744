using Xunit;

namespace Aimux.Tests.Support;

/// <summary>Tests whose subject is time run alone, so that other tests' load is not mistaken for a slow provider.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;
