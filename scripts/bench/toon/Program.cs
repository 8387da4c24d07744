namespace Aimux.Bench.Toon;

/// <summary>Aimux's TOON beside the reference implementation's. The script `run` knows the order of the verbs.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["documents", var count, var seed, var file]:
                RandomDocuments.Write(int.Parse(count), int.Parse(seed), file);
                return 0;
            case ["compare", var documents, var reference]:
                return Comparison.Run(documents, reference);
            case ["table", var rows, var file]:
                File.WriteAllText(file, SampleTable.Json(int.Parse(rows)));
                return 0;
            case ["time", var file, var rounds, var warmUp]:
                Timing.Run(file, int.Parse(rounds), TimeSpan.FromMilliseconds(int.Parse(warmUp)));
                return 0;
            default:
                Console.Error.WriteLine(
                    "documents COUNT SEED FILE | compare DOCUMENTS REFERENCE | table ROWS FILE | time FILE ROUNDS WARM_UP_MS"
                );
                return 2;
        }
    }
}
