namespace Aimux.Silo.Dialects.Vendors;

/// <summary>A request as its vendor takes it.</summary>
/// <param name="Json">The whole body.</param>
/// <param name="Changes">The paths of what was changed, such as <c>stop</c> or <c>messages.role</c>, each once.</param>
internal sealed record FixedBody(byte[] Json, IReadOnlyList<string> Changes);
