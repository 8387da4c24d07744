using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests;

/// <summary>
/// OpenAI's custom tool, which takes any text, as a function with one string, <c>input</c>. A grammar that its text must
/// follow is told in the description: models keep to it, although nothing holds them to it any more.
/// </summary>
internal static class FreeformTool
{
    private static ReadOnlySpan<byte> Schema =>
        "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"]}"u8;

    /// <param name="tool">The tool.</param>
    /// <param name="schema">How the field of the schema is named.</param>
    /// <param name="lostFormat">The path under which its format is noted as lost.</param>
    /// <param name="draft">Where its description and schema are written.</param>
    public static void Write(Node tool, string schema, string lostFormat, Draft draft)
    {
        var description = new JsonText();
        if (tool.Field("description") is { } said)
        {
            description.Add(said.Text().Inner);
        }

        if (tool.Field("format")?.Object() is { } format && !format.NeedText("type").Is("text"))
        {
            draft.Losses.Note(lostFormat);
            AddGrammar(format, description);
        }

        if (!description.IsEmpty)
        {
            draft.Raw("description", description.Close());
        }

        draft.Raw(schema, Schema);
    }

    // In a chat the grammar stands in an object of its own; in a response beside its type.
    private static void AddGrammar(Node format, JsonText description)
    {
        var grammar = format.Field("grammar")?.Object() ?? format;
        if (grammar.Field("definition")?.Text() is { } definition)
        {
            description.AddParagraph("The input follows this grammar"u8);
            if (grammar.Field("syntax")?.Text() is { } syntax)
            {
                description.Add(" ("u8).Add(syntax.Inner).Add(")"u8);
            }

            description.Add(":\\n"u8).Add(definition.Inner);
        }
    }
}
