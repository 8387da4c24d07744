namespace Aimux.Silo.Simulation;

/// <summary>Makes vectors of length one, the same for the same text.</summary>
internal static class EmbeddingVector
{
    public static float[] Make(ReadOnlySpan<byte> text, int dimensions)
    {
        var draws = new RandomDraws(Hash(text));
        var vector = new float[dimensions];
        var squares = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)((2 * draws.Next()) - 1);
            squares += (double)vector[i] * vector[i];
        }

        var length = (float)Math.Sqrt(squares);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] /= length;
        }

        return vector;
    }

    /// <summary>FNV-1a: unlike string hash codes it is the same in every process.</summary>
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037;
        foreach (var value in text)
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }
}
