using Aimux.Bench.Micro;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In process: the project that BenchmarkDotNet would generate knows nothing of this repository's central versions and
// warnings.
var jobs = new Dictionary<string, Job>(StringComparer.OrdinalIgnoreCase)
{
    ["dry"] = Job.Dry,
    ["short"] = Job.ShortRun,
    ["medium"] = Job.MediumRun,
    ["long"] = Job.LongRun,
};
var given = Array.FindIndex(args, argument => argument is "--job" or "-j");
var name = given < 0 ? "short" : args.ElementAtOrDefault(given + 1) ?? "";
if (!jobs.TryGetValue(name, out var job))
{
    await Console.Error.WriteLineAsync($"--job must be one of {string.Join(", ", jobs.Keys)}, but is '{name}'.");
    return 2;
}

// BenchmarkDotNet's own --job would add a second job, with its default toolchain.
string[] others = given < 0 ? args : [.. args[..given], .. args[Math.Min(args.Length, given + 2)..]];
var config = ManualConfig
    .CreateEmpty()
    .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance).WithId(name))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .HideColumns(Column.Job)
    .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Method, MethodOrderPolicy.Alphabetical))
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithOptions(ConfigOptions.JoinSummary)
    .WithOption(ConfigOptions.DisableLogFile, false);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(SiloBenchmarks).Assembly).Run(others, config).ToList();
var ran = summaries.Count > 0 || others.Contains("--list");
return ran && summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
