namespace Aimux.Silo.Configuration.Toon;

/// <summary>A text is no TOON, or a value cannot be written as TOON.</summary>
internal sealed class ToonException : FormatException
{
    public ToonException(ToonError error, Exception? inner = null)
        : base(error.ToString(), inner)
    {
        Error = error;
    }

    public ToonError Error { get; }
}
