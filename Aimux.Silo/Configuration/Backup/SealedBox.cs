using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Aimux.Silo.Configuration.Backup;

/// <summary>
/// Bytes that only a passphrase opens: AES-256-GCM under a key by PBKDF2-HMAC-SHA256 with 600,000 rounds (OWASP's figure),
/// after a head of magic, rounds, salt and nonce, which is authenticated with them.
/// </summary>
internal static class SealedBox
{
    private const int SaltBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;
    private const int Rounds = 600_000;
    private const int MostRounds = 10_000_000;

    private static ReadOnlySpan<byte> Magic => "AIMUXBK1"u8;

    private static int HeadBytes => Magic.Length + sizeof(int) + SaltBytes + NonceBytes;

    public static byte[] Seal(ReadOnlySpan<byte> content, string passphrase)
    {
        var box = new byte[HeadBytes + content.Length + TagBytes];
        var head = box.AsSpan(0, HeadBytes);
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head[Magic.Length..], Rounds);
        RandomNumberGenerator.Fill(head[(Magic.Length + sizeof(int))..]);
        using var cipher = Cipher(head, passphrase, Rounds);
        cipher.Encrypt(
            head[^NonceBytes..],
            content,
            box.AsSpan(HeadBytes, content.Length),
            box.AsSpan(HeadBytes + content.Length),
            head
        );
        return box;
    }

    /// <exception cref="InvalidDataException">It is no box, was changed, or the passphrase is another one; nobody can tell which of the last two.</exception>
    public static byte[] Open(ReadOnlySpan<byte> box, string passphrase)
    {
        if (box.Length < HeadBytes + TagBytes || !box.StartsWith(Magic))
        {
            throw new InvalidDataException("That is no backup of Aimux.");
        }

        var head = box[..HeadBytes];
        var rounds = BinaryPrimitives.ReadInt32BigEndian(head[Magic.Length..]);
        if (rounds is < 1 or > MostRounds)
        {
            throw new InvalidDataException("That backup was changed, or is damaged.");
        }

        var content = new byte[box.Length - HeadBytes - TagBytes];
        using var cipher = Cipher(head, passphrase, rounds);
        try
        {
            cipher.Decrypt(head[^NonceBytes..], box[HeadBytes..^TagBytes], box[^TagBytes..], content, head);
            return content;
        }
        catch (AuthenticationTagMismatchException mistake)
        {
            throw new InvalidDataException("The passphrase is another one, or the backup was changed.", mistake);
        }
    }

    private static AesGcm Cipher(ReadOnlySpan<byte> head, string passphrase, int rounds)
    {
        var salt = head.Slice(Magic.Length + sizeof(int), SaltBytes);
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, rounds, HashAlgorithmName.SHA256, KeyBytes);
        return new AesGcm(key, TagBytes);
    }
}
