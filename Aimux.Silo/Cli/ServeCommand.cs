using System.CommandLine;
using Aimux.Silo.Cli.Configuration;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Hosting;
using Microsoft.AspNetCore.Connections;
using Serilog.Core;
using Serilog.Events;

namespace Aimux.Silo.Cli;

/// <summary><c>aimux serve</c>: runs Aimux until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var listen = ListenOption.Create("--listen", "Where callers find Aimux, whatever the file says.");
        var admin = ListenOption.Create("--admin", "Where the operator finds Aimux, whatever the file says.");
        var level = LevelOption.Create();
        var command = new Command(
            "serve",
            "Serve the providers of the configuration file; without one, those whose keys are in the environment, or a demo."
        )
        {
            config,
            listen,
            admin,
            level,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var given = new CommandLineSettings(
                    parsed.GetValue(listen),
                    parsed.GetValue(admin),
                    parsed.GetValue(level)
                );
                return await Prepare(terminal, parsed.GetValue(config), given) is { } start
                    ? await Serve(terminal, start, cancellation)
                    : CommandLine.Failed;
            }
        );
        return command;
    }

    /// <summary>Reads the configuration. What is wrong with it is told on standard error.</summary>
    private static async Task<ConfigurationStart?> Prepare(
        Terminal terminal,
        string? config,
        CommandLineSettings commandLine
    )
    {
        var location = ConfigurationLocation.Find(config, terminal.Variable, terminal.Directory);
        if (location.Mistake is { } mistake)
        {
            await terminal.Fail(mistake);
            return null;
        }

        // Without a file the place is followed where the first `aimux providers add` would make one.
        var time = TimeProvider.System;
        var file = new ConfigurationFile(location.Path ?? location.NewPath, time);
        var reading = FileReading.Of(file, commandLine, mayBeMissing: location.Path is null);
        if (reading.Options is not { } options)
        {
            await OpenedConfiguration.Tell(terminal, reading.Findings);
            await terminal.Fail("The configuration cannot be used, so Aimux does not start.");
            return null;
        }

        foreach (var warning in EnvironmentCheck.Find(VariableNames(), options))
        {
            await terminal.Error.WriteLineAsync($"aimux: warning: {warning}");
        }

        return new ConfigurationStart(
            file,
            commandLine,
            new LoadedConfiguration(options, reading.Version, time.GetUtcNow()),
            reading.Findings,
            SecretResolver.OfThisProcess(),
            new LoggingLevelSwitch((LogEventLevel)options.Logging.Level)
        );
    }

    private static IEnumerable<string> VariableNames() => Environment.GetEnvironmentVariables().Keys.Cast<string>();

    private static async Task<int> Serve(Terminal terminal, ConfigurationStart start, CancellationToken cancellation)
    {
        var options = start.First.Options;
        foreach (var address in new[] { options.Server.Listen, options.Admin.Listen })
        {
            if (!address.IsFree())
            {
                return await terminal.Fail(
                    $"{address} is taken. Another Aimux may be running; choose other addresses with --listen and --admin."
                );
            }
        }

        var own = options.Server.Listen.Uri;
        var readable = options.Logging.Format switch
        {
            LogFormat.Text => true,
            LogFormat.Json => false,
            _ => !Console.IsErrorRedirected,
        };
        await using var log = LogSetup.Create(start.Level, readable);
        await using var unconfigured = new ZeroConfiguration(terminal.Variable, own);
        try
        {
            var source = new OptionsSource(unconfigured, start.Secrets, own);
            await using var app = AimuxHost.Build(start, source, log);
            await app.StartAsync(cancellation);
            await terminal.Out.WriteAsync(Greeting.For(app));
            await terminal.Out.FlushAsync(cancellation);
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            using var farewell = new CancellationTokenSource(CommandLine.Farewell);
            await app.StopAsync(farewell.Token);
            return 0;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            return await terminal.Fail(
                $"{failure.Message} Another Aimux may be running; choose other addresses with --listen and --admin."
            );
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }
}
