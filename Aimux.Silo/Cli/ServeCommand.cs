using System.CommandLine;
using Aimux.Silo.Configuration;
using Aimux.Silo.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Serilog.Core;
using Serilog.Events;

namespace Aimux.Silo.Cli;

/// <summary><c>aimux serve</c>: runs Aimux until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var listen = ListenOption.Create("--listen", "Where callers find Aimux.", "http://127.0.0.1:8080");
        var admin = ListenOption.Create("--admin", "Where the operator finds Aimux.", "http://127.0.0.1:8081");
        var level = new Option<LogEventLevel>("--log-level")
        {
            Description = "Least level of log lines, on standard error.",
            DefaultValueFactory = _ => LogEventLevel.Information,
        };
        var command = new Command("serve", "Serve the providers whose keys are in the environment, or a demo.")
        {
            listen,
            admin,
            level,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var options = new ServeOptions(parsed.GetRequiredValue(listen), parsed.GetRequiredValue(admin));
                await using var log = LogSetup.Create(parsed.GetValue(level), terminal: !Console.IsErrorRedirected);
                return await Serve(options, log, cancellation);
            }
        );
        return command;
    }

    private static async Task<int> Serve(ServeOptions options, Logger log, CancellationToken cancellation)
    {
        if (options.Data.EndPoint.Equals(options.Admin.EndPoint) && options.Data.EndPoint.Port != 0)
        {
            return await CommandLine.Fail("--listen and --admin are the same address; they must differ.");
        }

        foreach (var address in new[] { options.Data, options.Admin })
        {
            if (!address.IsFree())
            {
                return await CommandLine.Fail(
                    $"{address} is taken. Another Aimux may be running; choose other addresses with --listen and --admin."
                );
            }
        }

        await using var source = new ZeroConfiguration(Environment.GetEnvironmentVariable, options.Data.Uri);
        try
        {
            await using var app = AimuxHost.Build(options, source, log);
            await app.StartAsync(cancellation);
            await Console.Out.WriteAsync(Greeting.For(app));
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                // Told to stop.
            }

            using var farewell = new CancellationTokenSource(CommandLine.Farewell);
            await app.StopAsync(farewell.Token);
            return 0;
        }
        catch (OptionsValidationException mistake)
        {
            return await CommandLine.Fail(
                "An AIMUX_Proxy__ variable is out of range: " + string.Join(" ", mistake.Failures)
            );
        }
        catch (InvalidOperationException mistake)
            when (mistake.Message.Contains("configuration value", StringComparison.Ordinal))
        {
            return await CommandLine.Fail($"An AIMUX_Proxy__ variable must be a number. {mistake.Message}");
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            return await CommandLine.Fail(
                $"{failure.Message} Another Aimux may be running; choose other addresses with --listen and --admin."
            );
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }
}
