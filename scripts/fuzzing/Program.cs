using SharpFuzz;

namespace Aimux.Fuzz;

/// <summary>One target a verb; the script `scripts/fuzz` runs it under AFL++, or replays inputs without it.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["seeds", var folder]:
                Seeds.Write(folder);
                return 0;
            case [var target, "afl"] when Targets.Find(target) is { } run:
                Fuzzer.Run(stream =>
                {
                    using var all = new MemoryStream();
                    stream.CopyTo(all);
                    run(all.ToArray());
                });
                return 0;
            case [var target, "replay", .. var files] when Targets.Find(target) is { } run:
                foreach (var file in files)
                {
                    run(File.ReadAllBytes(file));
                }

                Console.WriteLine($"{target}: {files.Length} inputs");
                return 0;
            case [var target, "random", var count, var seed] when Targets.Find(target) is { } run:
                Seeds.Mutate(int.Parse(count), int.Parse(seed), run);
                Console.WriteLine($"{target}: {count} random inputs");
                return 0;
            default:
                Console.Error.WriteLine(
                    "seeds FOLDER | decoder|editor afl | decoder|editor replay FILE... | decoder|editor random COUNT SEED"
                );
                return 2;
        }
    }
}
