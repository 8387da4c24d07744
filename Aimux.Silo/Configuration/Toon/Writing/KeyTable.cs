namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Gives each key a number, and keeps how it is written.</summary>
internal sealed class KeyTable
{
    private readonly TextBuffer _texts = new();
    private readonly List<(ToonSpan Text, ToonSpan Token, int Hash, int Next)> _keys = [];
    private int[] _buckets = NewBuckets(32);

    public int Add(ReadOnlySpan<byte> key)
    {
        var code = new HashCode();
        code.AddBytes(key);
        var hash = code.ToHashCode();
        for (var found = _buckets[hash & (_buckets.Length - 1)]; found >= 0; found = _keys[found].Next)
        {
            if (_keys[found].Hash == hash && _texts.Read(_keys[found].Text).SequenceEqual(key))
            {
                return found;
            }
        }

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
        return bucket;
    }

    public ReadOnlySpan<byte> Text(int key) => _texts.Read(_keys[key].Text);

    /// <summary>As it is written: quoted if it must be.</summary>
    public ReadOnlySpan<byte> Token(int key) => _texts.Read(_keys[key].Token);

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, -1);
        return buckets;
    }

    private void Grow()
    {
        _buckets = NewBuckets(_buckets.Length * 2);
        for (var key = 0; key < _keys.Count; key++)
        {
            ref var bucket = ref _buckets[_keys[key].Hash & (_buckets.Length - 1)];
            _keys[key] = _keys[key] with { Next = bucket };
            bucket = key;
        }
    }
}
