namespace Aimux.Silo.Admin.Events;

/// <summary>An event as scripts hear it.</summary>
/// <param name="Id">Counts up from the start of the process.</param>
/// <param name="Name"><c>snapshot</c>, <c>state</c>, <c>config</c> or <c>drill</c>.</param>
/// <param name="Json">What happened, on one line.</param>
internal sealed record LiveEvent(long Id, string Name, string Json);
