using System.Collections.Immutable;

namespace Aimux.Silo.Admin.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the order of the configuration.</param>
/// <param name="Next">What to give as <c>after</c> for the next part; <c>null</c> if this is the last.</param>
internal sealed record Page<T>(ImmutableArray<T> Items, string? Next);
