using System.CommandLine;
using Aimux.Silo.Cli.Configuration;

namespace Aimux.Silo.Cli.Explaining;

/// <summary><c>aimux explain ID</c>: why a request went where it went; <c>--model M</c>: where one would go now.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var id = new Argument<string?>("ID")
        {
            Description = "The decision: a reply's x-aimux-decision header.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var model = new Option<string?>("--model")
        {
            Description = "Instead of a decision: what would happen now to a request for this model.",
            HelpName = "NAME",
        };
        var input = new Option<int?>("--input-tokens")
        {
            Description = "With --model: how long its prompt is.",
            HelpName = "N",
        };
        var admin = AdminOption.Create();
        var command = new Command(
            "explain",
            "Tell why a request went where it went, or with --model where one would go now. Needs a running Aimux."
        )
        {
            id,
            model,
            input,
            admin,
            config,
            json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is null == result.GetValue(model) is null)
            {
                result.AddError("Give either the ID of a decision or --model NAME.");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var path = parsed.GetValue(model) is { } name
                    ? $"/api/explain?model={Uri.EscapeDataString(name)}&input_tokens={parsed.GetValue(input) ?? 0}"
                    : $"/api/decisions/{Uri.EscapeDataString(parsed.GetValue(id)!)}";
                using var client = AdminClient.For(terminal, parsed.GetValue(admin), parsed.GetValue(config));
                if (await client.Get(path, cancellation) is not { } decision)
                {
                    return CommandLine.Failed;
                }

                if (parsed.GetValue(json))
                {
                    await JsonOutput.Write(terminal, decision);
                }
                else
                {
                    await DecisionText.Write(terminal, decision);
                }

                return 0;
            }
        );
        return command;
    }
}
