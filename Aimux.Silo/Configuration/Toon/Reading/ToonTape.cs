using System.Text;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>What can be said of a value by its place on the tape.</summary>
internal static class ToonTape
{
    public static string Path(ReadOnlyMemory<byte> source, ReadOnlySpan<ToonNode> nodes, int node)
    {
        var steps = new Stack<int>();
        for (; nodes[node].Parent >= 0; node = nodes[node].Parent)
        {
            steps.Push(node);
        }

        var path = new StringBuilder("$");
        foreach (var step in steps)
        {
            if (nodes[step].HasKey)
            {
                ToonPath.AppendKey(
                    path,
                    TokenText.Decode(source.Span.Slice(nodes[step].Key.Start, nodes[step].Key.Length))
                );
            }
            else
            {
                path.Append('[').Append(nodes[step].Ordinal).Append(']');
            }
        }

        return path.ToString();
    }
}
