using System.Text.Json;

namespace Aimux.Silo.Simulation.Parts;

/// <summary>A given text, such as JSON, in short pieces.</summary>
internal sealed class CutWording(string text, int most = int.MaxValue) : Wording
{
    private readonly JsonEncodedText[] _pieces = Array.ConvertAll(
        TextFragments.Split(text),
        piece => JsonEncodedText.Encode(piece)
    );

    public override int Pieces => Math.Min(_pieces.Length, most);

    /// <summary>Whether not all of it may be told.</summary>
    public bool IsCut => _pieces.Length > most;

    public override ReadOnlySpan<byte> Piece(int index) => _pieces[index].EncodedUtf8Bytes;
}
