namespace Aimux.Silo.Admin.Api;

/// <summary>Something that may stand in the query of an address; metadata of its route, for the description of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, and what it may be.</param>
/// <param name="IsNeeded">Whether there is no answer without it.</param>
internal sealed record QueryField(string Name, string Description, bool IsNeeded = false);
