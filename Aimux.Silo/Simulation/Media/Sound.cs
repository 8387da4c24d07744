using System.Buffers.Binary;

namespace Aimux.Silo.Simulation.Media;

/// <summary>Half a second of silence in the formats of sound that clients ask for.</summary>
internal static class Sound
{
    private const int Rate = 8000;
    private const int Samples = Rate / 2;

    /// <summary>A frame of 128 kbit/s at 44.1 kHz has 417 bytes and 26 ms.</summary>
    private const int Mp3Frame = 417;
    private const int Mp3Frames = 20;

    private static ReadOnlySpan<byte> Mp3Head => [0xFF, 0xFB, 0x90, 0xC4];

    public static (byte[] Bytes, string ContentType)? Make(string format) =>
        format switch
        {
            "mp3" => (Mp3(), "audio/mpeg"),
            "wav" => (Wav(), "audio/wav"),
            "pcm" => (new byte[2 * Samples], "audio/pcm"),
            _ => null,
        };

    private static byte[] Mp3()
    {
        var sound = new byte[Mp3Frame * Mp3Frames];
        for (var frame = 0; frame < Mp3Frames; frame++)
        {
            Mp3Head.CopyTo(sound.AsSpan(frame * Mp3Frame));
        }

        return sound;
    }

    private static byte[] Wav()
    {
        const int Header = 44;
        const int Content = 2 * Samples;
        var sound = new byte[Header + Content];
        "RIFF"u8.CopyTo(sound);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(4), Header - 8 + Content);
        "WAVEfmt "u8.CopyTo(sound.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(16), 16);
        // Plain samples of one channel, 16 bits each.
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(28), 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(34), 16);
        "data"u8.CopyTo(sound.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(40), Content);
        return sound;
    }
}
