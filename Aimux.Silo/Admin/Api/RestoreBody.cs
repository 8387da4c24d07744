namespace Aimux.Silo.Admin.Api;

/// <summary>Which earlier version is put back.</summary>
/// <param name="Version">The id of one of <c>GET /api/config/history</c>.</param>
internal sealed record RestoreBody(string? Version = null);
