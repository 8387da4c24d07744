using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>
/// An encoder that refuses halves of surrogate pairs, which System.Text.Json would silently replace, and otherwise leaves
/// text to the relaxed one.
/// </summary>
internal sealed unsafe class SurrogateGuard : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    private SurrogateGuard() { }

    public static SurrogateGuard Instance { get; } = new();

    public static JsonSerializerOptions Options { get; } = new() { Encoder = Instance };

    public override int MaxOutputCharactersPerInputCharacter => Relaxed.MaxOutputCharactersPerInputCharacter;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        for (var at = characters.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < textLength; at++)
        {
            if (!char.IsSurrogate(characters[at]))
            {
                continue;
            }

            if (at + 1 >= textLength || !char.IsSurrogatePair(characters[at], characters[at + 1]))
            {
                throw new ToonException(
                    new ToonError(
                        ToonErrorCode.LoneSurrogate,
                        "A text holds half of a surrogate pair, which is no character.",
                        0,
                        0
                    )
                );
            }

            at++;
        }

        return Relaxed.FindFirstCharacterToEncode(text, textLength);
    }

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    ) => Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override bool WillEncode(int unicodeScalar) => Relaxed.WillEncode(unicodeScalar);
}
