using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether model routes lead somewhere.</summary>
internal sealed class ModelChecks(AimuxOptions options, SettingPlaces places, Findings findings)
{
    private const int LongestName = 256;

    public void Run()
    {
        var first = new Dictionary<string, ModelOptions>(StringComparer.Ordinal);
        foreach (var model in options.Models.Where(places.Knows))
        {
            CheckName(model, first);
            CheckCandidates(model);
            CheckValues(
                model,
                "weights",
                model.Weights,
                "a number from 0.001 to 1000, such as `3`",
                text => CandidateValues.TryWeight(text, out _)
            );
            CheckValues(
                model,
                "prices",
                model.Prices,
                "INPUT/OUTPUT in dollars per million tokens, such as `0.35/0.75`",
                text => CandidateValues.TryPrice(text, out _)
            );
        }
    }

    /// <summary>Whether there is one value for each candidate, and each can be read.</summary>
    private void CheckValues(ModelOptions model, string column, string? text, string form, Func<string, bool> isValid)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var place = places.Of(model, column);
        var values = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var candidates = model.Candidates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (values.Length != candidates)
        {
            findings.Error(
                place,
                $"`{column}` has one value for each candidate, separated by blanks. Expected {candidates}, found {values.Length}."
            );
        }

        foreach (var value in values.Where(value => !isValid(value)))
        {
            findings.Error(place, $"Each of `{column}` is {form}. Found {Shown.Name(value)}.");
        }
    }

    private void CheckName(ModelOptions model, Dictionary<string, ModelOptions> first)
    {
        if (model.Name.Length == 0)
        {
            return;
        }

        var place = places.Of(model, "name");
        var star = model.Name.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0 && star < model.Name.Length - 1)
        {
            findings.Error(
                place,
                "The `*` of a model's name stands at its end, where it means any rest. Example: `claude-*`."
            );
        }

        if (model.Name.Length > LongestName || model.Name.Any(char.IsWhiteSpace))
        {
            findings.Error(place, $"A model's name has no blanks and at most {LongestName} characters.");
        }

        if (!first.TryAdd(model.Name, model))
        {
            findings.Error(
                place,
                $"There are two rows of the model {Shown.Name(model.Name)}; the first is in line {places.Of(first[model.Name], "name").Line}."
            );
        }
    }

    private void CheckCandidates(ModelOptions model)
    {
        var reference = new ProviderReference(options, places, findings);
        var place = places.Of(model, "candidates");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var serves = false;
        var candidates = model.Candidates.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var candidate in candidates)
        {
            var slash = candidate.IndexOf('/', StringComparison.Ordinal);
            if (slash <= 0 || slash == candidate.Length - 1 || candidate.Contains(',', StringComparison.Ordinal))
            {
                findings.Error(
                    place,
                    $"A candidate is written PROVIDER/MODEL, several separated by blanks. Found {Shown.Name(candidate)}. Example: `cerebras/gpt-oss-120b`."
                );
                serves = true;
                continue;
            }

            var (id, name) = (candidate[..slash], candidate[(slash + 1)..]);
            var provider = Array.Find(options.Providers, row => row.Id == id);
            serves |= !reference.Check(place, id);

            if (!seen.Add(id))
            {
                findings.Error(
                    place,
                    $"The provider {Shown.Name(id)} stands twice among the candidates; each may stand once."
                );
            }

            if (name.Contains('*', StringComparison.Ordinal) && name != "*")
            {
                findings.Error(
                    place,
                    "A candidate's model is a whole name, or `*` alone for the name that the caller gave."
                );
            }

            serves |= provider?.Enabled ?? true;
        }

        if (candidates.Length > 0 && !serves)
        {
            findings.Warning(
                place,
                $"All providers of the model {Shown.Name(model.Name)} are disabled, so nobody serves it."
            );
        }
    }
}
