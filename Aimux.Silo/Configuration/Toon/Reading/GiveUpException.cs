namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>Reading does not go on; why was reported.</summary>
internal sealed class GiveUpException : Exception;
