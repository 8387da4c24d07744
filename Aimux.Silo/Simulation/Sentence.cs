using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>The friendly text every plain answer is made of: its words are the tokens, repeated without end.</summary>
internal sealed class Sentence
{
    private readonly byte[] _cycle;
    private readonly int[] _ends;

    public Sentence(string provider)
    {
        Text =
            $"Hello from the simulated provider {provider}. No model was asked, so this answer costs nothing. "
            + "Each word of it counts as one token, and it starts over until enough tokens are told.";
        var words = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var cycle = new ArrayBufferWriter<byte>();
        _ends = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            cycle.Write(JsonEncodedText.Encode(" " + words[i]).EncodedUtf8Bytes);
            _ends[i] = cycle.WrittenCount;
        }

        _cycle = cycle.WrittenSpan.ToArray();
    }

    public string Text { get; }

    /// <summary>One token, JSON-escaped; every one but the first begins with its space.</summary>
    public ReadOnlySpan<byte> Token(int index)
    {
        var word = index % _ends.Length;
        var start = word == 0 ? 0 : _ends[word - 1];
        return _cycle.AsSpan(index == 0 ? 1 : start, _ends[word] - (index == 0 ? 1 : start));
    }

    /// <summary>Writes so many tokens, JSON-escaped.</summary>
    public void Write(int tokens, IBufferWriter<byte> output)
    {
        var skip = 1;
        while (tokens > 0)
        {
            var words = Math.Min(tokens, _ends.Length);
            output.Write(_cycle.AsSpan(skip, _ends[words - 1] - skip));
            tokens -= words;
            skip = 0;
        }
    }
}
