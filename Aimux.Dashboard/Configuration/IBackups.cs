namespace Aimux.Dashboard.Configuration;

/// <summary>Whole copies of the configuration, encrypted.</summary>
public interface IBackups
{
    /// <summary>The configuration file and the secrets that Aimux keeps in files beside it, encrypted.</summary>
    /// <param name="passphrase">Nobody can open it without.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    byte[] Create(string passphrase);

    /// <summary>Puts a backup back and in force; what was before is kept as an earlier version.</summary>
    Task<ChangeOutcome> Restore(byte[] backup, string passphrase, CancellationToken cancellation);
}
