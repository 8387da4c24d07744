using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Bench.Toon;

/// <summary>How long one table takes, in ms: `name median` lines, as the script of the reference prints them.</summary>
internal static class Timing
{
    public static void Run(string file, int rounds, TimeSpan warmUp)
    {
        var json = File.ReadAllBytes(file);
        var node = JsonNode.Parse(json);
        var toon = Encoding.UTF8.GetBytes(ToonCodec.Encode(node));
        var buffer = new ArrayBufferWriter<byte>(json.Length * 2);
        Console.WriteLine($"aimux-bytes {toon.Length}");
        Console.WriteLine($"json-bytes {json.Length}");
        Measure("aimux-decode", rounds, warmUp, () => _ = ToonCodec.Decode(toon));
        Measure("aimux-decode-json", rounds, warmUp, () => Written(buffer, () => ToonCodec.DecodeJson(toon, buffer)));
        Measure("jsonnode-parse", rounds, warmUp, () => _ = JsonNode.Parse(json));
        Measure("jsonnode-parse-and-read", rounds, warmUp, () => Touch(JsonNode.Parse(json)));
        Measure("aimux-decode-and-read", rounds, warmUp, () => Touch(ToonCodec.Decode(toon)));
        Measure("aimux-encode", rounds, warmUp, () => Written(buffer, () => ToonCodec.Encode(buffer, node)));
        Measure("aimux-encode-json", rounds, warmUp, () => Written(buffer, () => ToonCodec.EncodeJson(buffer, json)));
        Measure("jsonnode-write", rounds, warmUp, () => _ = node!.ToJsonString());
    }

    private static void Written(ArrayBufferWriter<byte> buffer, Action write)
    {
        buffer.ResetWrittenCount();
        write();
    }

    /// <summary>JsonNode.Parse makes its objects when they are asked for; this asks for all of them.</summary>
    private static void Touch(JsonNode? node)
    {
        foreach (var row in (JsonArray)node!["rows"]!)
        {
            foreach (var (_, _) in (JsonObject)row!)
            {
                // The reading is the point.
            }
        }
    }

    private static void Measure(string name, int rounds, TimeSpan warmUp, Action action)
    {
        var times = new double[rounds];
        var begin = Stopwatch.GetTimestamp();
        do
        {
            action();
        } while (Stopwatch.GetElapsedTime(begin) < warmUp);

        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"{name} {times[rounds / 2]:0.000}");
    }
}
