using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Parts;

/// <summary>Decides what an answer tells: a thought if asked for one, then calls, or JSON, or plain text.</summary>
internal sealed class PartPlanner(Sentence sentence)
{
    private const int ThoughtTokens = 8;

    /// <param name="wanted">Tokens of a plain text.</param>
    /// <param name="most">The most tokens the client allows; calls are told in full, as on the chat side.</param>
    /// <param name="thinks">Whether a thought comes first.</param>
    /// <param name="calls">The tools called; null if the answer is a text.</param>
    /// <param name="json">The text of a structured answer; null for a plain one.</param>
    public AnswerParts Plan(int wanted, int most, bool thinks, ToolCall[]? calls, string? json)
    {
        var parts = new List<AnswerPart>();
        if (thinks)
        {
            var thought = Math.Min(ThoughtTokens, most);
            parts.Add(new AnswerPart(PartKind.Thought, new SentenceWording(sentence, thought)));
            most -= thought;
        }

        if (calls is not null)
        {
            parts.AddRange(calls.Select(AnswerPart.Of));
            return new AnswerParts([.. parts], IsCut: false);
        }

        var (wording, cut) = Text(wanted, most, json);
        if (parts.Count == 0 || most > 0)
        {
            parts.Add(new AnswerPart(PartKind.Text, wording));
        }

        return new AnswerParts([.. parts], cut);
    }

    private (Wording Wording, bool IsCut) Text(int wanted, int most, string? json)
    {
        if (json is null)
        {
            return (new SentenceWording(sentence, Math.Min(wanted, most)), wanted > most);
        }

        var cut = new CutWording(json, most);
        return (cut, cut.IsCut);
    }
}
