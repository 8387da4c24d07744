using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Tests.Configuration.Toon.Editing;

/// <summary>
/// Edits in words: <c>set a/b/0 5</c>, <c>add rows {"id":1}</c>, <c>remove a</c>, <c>column rows name null</c>. A step of
/// digits is an index, one in apostrophes always a key, and <c>.</c> alone is the root.
/// </summary>
internal static class EditScript
{
    public static string Run(string text, string edit)
    {
        var editor = new ToonEditor(Encoding.UTF8.GetBytes(text));
        Run(editor, edit);
        return Encoding.UTF8.GetString(editor.Document.Source.Span);
    }

    public static void Run(ToonEditor editor, string edit)
    {
        var words = edit.Split(' ', 3);
        var path = Path(words[1]);
        switch (words[0])
        {
            case "set":
                editor.Set(path, JsonNode.Parse(words[2]));
                break;
            case "add":
                editor.Add(path, JsonNode.Parse(words[2]));
                break;
            case "remove":
                editor.Remove(path);
                break;
            case "column":
                var (name, value) = (words[2].Split(' ', 2)[0], words[2].Split(' ', 2)[1]);
                editor.AddColumn(path, name, JsonNode.Parse(value));
                break;
            default:
                throw new ArgumentException($"No edit: {edit}", nameof(edit));
        }
    }

    private static ToonPathStep[] Path(string text) => text == "." ? [] : [.. text.Split('/').Select(Step)];

    private static ToonPathStep Step(string text)
    {
        if (text.StartsWith('\'') && text.EndsWith('\''))
        {
            return text[1..^1];
        }

        return text.All(char.IsAsciiDigit) ? int.Parse(text, CultureInfo.InvariantCulture) : text;
    }
}
