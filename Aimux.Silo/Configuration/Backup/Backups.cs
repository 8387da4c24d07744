using System.IO.Compression;
using System.Text;
using Aimux.Dashboard.Configuration;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Backup;

/// <summary>
/// The configuration and the secrets that Aimux keeps in files of their own, as one encrypted file. Restored, the secrets
/// get new files, and the text refers to these.
/// </summary>
internal sealed class Backups(ConfigurationSaver saver, LiveConfiguration live) : IBackups
{
    private const string TextName = "aimux.toon";
    private const int MostBytes = 16 << 20;

    /// <inheritdoc/>
    public byte[] Create(string passphrase)
    {
        var text = saver.Read()?.Content ?? [];
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, TextName, text);
            foreach (var path in OwnSecrets())
            {
                Add(archive, path, File.ReadAllBytes(path));
            }
        }

        return SealedBox.Seal(content.ToArray(), passphrase);
    }

    /// <inheritdoc/>
    public async Task<ChangeOutcome> Restore(byte[] backup, string passphrase, CancellationToken cancellation)
    {
        var written = new List<SecretFileHandle>();
        try
        {
            var entries = Read(await Task.Run(() => SealedBox.Open(backup, passphrase), cancellation));
            if (!entries.Remove(TextName, out var content))
            {
                throw new InvalidDataException("That backup holds no configuration.");
            }

            var text = Encoding.UTF8.GetString(content);
            foreach (var (path, secret) in entries)
            {
                var name = Path.GetFileName(path);
                var file = SecretFiles.Write(live.File!, name, Encoding.UTF8.GetString(secret).TrimEnd('\n'));
                written.Add(file);
                text = text.Replace("file:" + path, file.Reference, StringComparison.Ordinal);
            }

            var outcome = await saver.Save(_ => Encoding.UTF8.GetBytes(text), ifVersion: null, cancellation);
            if (outcome.IsMade)
            {
                written.Clear();
            }

            return outcome;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new ChangeOutcome(ChangeResult.Invalid, null, [new Finding(IsError: true, null, failure.Message)]);
        }
        finally
        {
            written.ForEach(file => file.Discard());
        }
    }

    private IEnumerable<string> OwnSecrets() =>
        live.File is not { } file
            ? []
            : live
                .Last.Running.Options.Keys.Select(key => key.Secret)
                .OfType<SecretReference>()
                .Where(secret => secret.Kind == SecretKind.File)
                .Select(secret => secret.Content())
                .Where(path => SecretFiles.IsOwn(file, path) && File.Exists(path))
                .Distinct(StringComparer.Ordinal);

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static Dictionary<string, byte[]> Read(byte[] content)
    {
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        var left = MostBytes;
        foreach (var entry in archive.Entries)
        {
            left =
                entry.Length > left
                    ? throw new InvalidDataException("That backup is too large.")
                    : left - (int)entry.Length;
            using var stream = entry.Open();
            var bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);
            entries[entry.FullName] = bytes;
        }

        return entries;
    }
}
