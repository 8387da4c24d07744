using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Aimux.Silo.Hosting;

/// <summary>Structured logs on standard error: compact JSON, or readable lines where a person watches.</summary>
internal static class LogSetup
{
    private const string Readable = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    private const int BufferSize = 32 << 10;

    /// <param name="level">Least level of lines; may change.</param>
    /// <param name="readable">Whether a person reads them; else a program does.</param>
    public static Logger Create(LoggingLevelSwitch level, bool readable)
    {
        ITextFormatter format = readable ? new MessageTemplateTextFormatter(Readable) : new CompactJsonFormatter();
        var output = new StreamWriter(Console.OpenStandardError(), bufferSize: BufferSize);
        return new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // One line a request is Aimux's own; without this switch ASP.NET Core opens a scope for each request.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
            // Its warnings advise settings that are chosen otherwise here, and tell of every step of a normal stop.
            .MinimumLevel.Override("Orleans", LogEventLevel.Error)
            .MinimumLevel.Override("Polly", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .WriteTo.Sink(
                new BatchedTextSink(output, format),
                new BatchingOptions
                {
                    BatchSizeLimit = 1_000,
                    BufferingTimeLimit = TimeSpan.FromMilliseconds(100),
                    QueueLimit = 50_000,
                }
            )
            .CreateLogger();
    }
}
