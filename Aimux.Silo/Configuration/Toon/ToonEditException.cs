namespace Aimux.Silo.Configuration.Toon;

/// <summary>An edit that cannot be done in place; nothing was changed. The message says why, and what to do instead.</summary>
internal sealed class ToonEditException(string message) : Exception(message);
