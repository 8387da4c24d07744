using System.Text;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>
/// Gives each key a number, and keeps how it is written. Objects of a kind have their keys in one order, so what followed
/// the last key before is tried first.
/// </summary>
internal sealed class KeyTable : IDisposable
{
    public static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly TextBuffer _texts = new();
    private readonly List<(ToonSpan Text, ToonSpan Token, int Hash, int Next)> _keys = [];
    private int[] _buckets = NewBuckets(32);

    // Of each key its .NET text, if it came as one, and the key that came after it the last time that a guess failed.
    private string?[] _names = new string?[32];
    private int[] _followers = new int[32];
    private int _last = -1;

    /// <summary>The number of a key that comes when it is expected; else -1.</summary>
    public int Guess(string key)
    {
        var guess = Expected();
        return guess >= 0 && string.Equals(_names[guess], key) ? _last = guess : -1;
    }

    /// <exception cref="EncoderFallbackException">It holds half of a surrogate pair.</exception>
    public int Add(string key)
    {
        var number = FindOrAdd(StrictUtf8.GetBytes(key));
        _names[number] = key;
        return number;
    }

    public int Add(ReadOnlySpan<byte> key)
    {
        var guess = Expected();
        return guess >= 0 && Text(guess).SequenceEqual(key) ? _last = guess : FindOrAdd(key);
    }

    public ReadOnlySpan<byte> Text(int key) => _texts.Read(_keys[key].Text);

    /// <summary>As it is written: quoted if it must be.</summary>
    public ReadOnlySpan<byte> Token(int key) => _texts.Read(_keys[key].Token);

    public void Dispose() => _texts.Dispose();

    private int Expected() => _last < 0 ? -1 : _followers[_last];

    private int FindOrAdd(ReadOnlySpan<byte> key)
    {
        var code = new HashCode();
        code.AddBytes(key);
        var hash = code.ToHashCode();
        var found = _buckets[hash & (_buckets.Length - 1)];
        while (found >= 0 && (_keys[found].Hash != hash || !Text(found).SequenceEqual(key)))
        {
            found = _keys[found].Next;
        }

        if (found < 0)
        {
            found = Add(key, hash);
        }

        if (_last >= 0)
        {
            _followers[_last] = found;
        }

        return _last = found;
    }

    private int Add(ReadOnlySpan<byte> key, int hash)
    {
        if (_keys.Count == _buckets.Length)
        {
            Grow();
        }

        var text = _texts.Add(key);
        var tokenStart = _texts.Length;
        Quoting.WriteKey(_texts, key);
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _keys.Add((text, new ToonSpan(tokenStart, _texts.Length - tokenStart), hash, bucket));
        bucket = _keys.Count - 1;
        _followers[bucket] = -1;
        return bucket;
    }

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, -1);
        return buckets;
    }

    private void Grow()
    {
        var size = checked(_buckets.Length * 2);
        _buckets = NewBuckets(size);
        Array.Resize(ref _names, size);
        Array.Resize(ref _followers, size);
        for (var key = 0; key < _keys.Count; key++)
        {
            ref var bucket = ref _buckets[_keys[key].Hash & (size - 1)];
            _keys[key] = _keys[key] with { Next = bucket };
            bucket = key;
        }
    }
}
