using System.CommandLine;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Simulation;
using Aimux.Silo.Simulation.Errors;
using Microsoft.AspNetCore.Connections;

namespace Aimux.Silo.Cli;

/// <summary><c>aimux simulate</c>: runs one simulated provider alone, for drills and benchmarks.</summary>
internal static class SimulateCommand
{
    private static readonly ListenAddress Usual = ListenAddress.Parse("http://127.0.0.1:8090");

    public static Command Create(Terminal terminal)
    {
        var listen = ListenOption.Create("--listen", $"Where it listens, on loopback; {Usual} if not given.");
        var name = new Option<string>("--name")
        {
            Description = "What it calls itself.",
            DefaultValueFactory = _ => "simulated",
        };
        var timeToFirst = Number("--ttft", "Time to the first token, ms.", 0);
        var tokensPerSecond = Number("--tps", "Tokens a second; 0 for all at once.", 0);
        var jitter = Number("--jitter", "Spread of each wait, 0 to 1.", 0);
        var tokens = new Option<int>("--tokens")
        {
            Description = "Tokens of an answer.",
            DefaultValueFactory = _ => 24,
        };
        var requests = new Option<int?>("--rpm") { Description = "Requests a minute that each key may make." };
        var tokenLimit = new Option<int?>("--tpm") { Description = "Tokens a minute that each key may use." };
        var models = new Option<string[]>("--model")
        {
            Description = "A model that it serves; may be repeated.",
            DefaultValueFactory = _ => ["demo"],
        };
        var protocols = new Option<string[]>("--protocols")
        {
            Description = "What it speaks: chat, messages, responses; all three if not given.",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = parsed =>
                [
                    .. parsed.Tokens.SelectMany(token =>
                        token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    ),
                ],
        };
        var errors = new Option<string?>("--errors")
        {
            Description =
                "Whose errors it gives: openai, anthropic, cerebras, zai, synthetic, minimax, openrouter or ollama.",
        };
        var strict = new Option<bool>("--strict") { Description = "Refuse properties that it does not know." };
        var command = new Command(
            "simulate",
            "Run a simulated provider that speaks OpenAI and Anthropic. While it runs, its settings change by PATCH to /_simulation/settings, "
                + "such as {\"time_to_first_token_ms\":800} or {\"faults\":{\"server_error\":0.1}}; GET shows them all, "
                + "/_simulation/stats counts, /_simulation/requests shows the last requests if recorded_requests says how "
                + "many to keep, and POST /_simulation/refuse?seconds=10 refuses connections."
        )
        {
            listen,
            name,
            timeToFirst,
            tokensPerSecond,
            jitter,
            tokens,
            requests,
            tokenLimit,
            models,
            protocols,
            errors,
            strict,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Simulate(
                    terminal,
                    parsed.GetValue(listen) ?? Usual,
                    parsed.GetRequiredValue(name),
                    new SimulatedProviderSettings(
                        parsed.GetValue(timeToFirst),
                        parsed.GetValue(tokensPerSecond),
                        parsed.GetValue(jitter),
                        parsed.GetValue(tokens),
                        parsed.GetValue(requests),
                        parsed.GetValue(tokenLimit),
                        Models: parsed.GetValue(models),
                        ErrorStyle: parsed.GetValue(errors) ?? ErrorStyles.Usual,
                        Protocols: parsed.GetValue(protocols) is { Length: > 0 } spoken ? spoken : null,
                        StrictFields: parsed.GetValue(strict)
                    ),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> Simulate(
        Terminal terminal,
        ListenAddress listen,
        string name,
        SimulatedProviderSettings settings,
        CancellationToken cancellation
    )
    {
        if (!listen.IsLoopback)
        {
            await terminal.Fail(
                $"--listen: {listen} can be reached from other machines; expected a loopback address such as {Usual}."
            );
            return CommandLine.Usage;
        }

        if (!listen.IsFree())
        {
            return await terminal.Fail($"{listen} is taken. Choose another address with --listen.");
        }

        try
        {
            await using var provider = await SimulatedProvider.StartAsync(
                name,
                listen.EndPoint,
                settings,
                ct: cancellation
            );
            var control = new Uri(provider.BaseUrl, "/_simulation/settings");
            await terminal.Out.WriteLineAsync($"The simulated provider '{name}' listens on {provider.BaseUrl}.");
            await terminal.Out.WriteLineAsync(
                $$"""Change it while it runs: curl -X PATCH {{control}} -d '{"time_to_first_token_ms":800}'"""
            );
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (ArgumentException mistake)
        {
            await terminal.Error.WriteLineAsync("aimux: " + mistake.Message);
            return CommandLine.Usage;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            return await terminal.Fail($"{failure.Message} Choose another with --listen.");
        }
    }

    private static Option<double> Number(string name, string description, double usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };
}
