using Xunit;

namespace Aimux.Tests.Browser;

/// <summary>Tests that drive the pages share one browser.</summary>
[CollectionDefinition(nameof(Browsers))]
public sealed class Browsers : ICollectionFixture<Chrome>;
