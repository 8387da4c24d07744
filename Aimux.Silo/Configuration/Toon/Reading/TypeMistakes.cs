using System.Text.Json;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>Says where in a text a value stands that does not fit its type.</summary>
internal static class TypeMistakes
{
    private const int MostShown = 60;
    private const string OfType = "The JSON value could not be converted to ";

    public static ToonError Explain(ToonDocument document, JsonException mistake)
    {
        var element = Find(document.Root, mistake.Path ?? "$");
        var quotes = document.Options.QuoteContent;
        var found = element.Kind switch
        {
            ToonKind.Object => "an object",
            ToonKind.Array => "an array",
            ToonKind.String when quotes => $"the text '{Shorten(element.Text)}'",
            ToonKind.Number when quotes => Shorten(element.Text),
            ToonKind.String => $"a text of {element.Text.Length} characters",
            ToonKind.Number => $"a number of {element.Text.Length} characters",
            _ => element.Text,
        };
        var hint =
            element.Kind == ToonKind.String && element.Text.Contains(" #", StringComparison.Ordinal)
                ? " TOON has no comments behind a value; put the comment on a line of its own."
                : "";
        return new ToonError(
            ToonErrorCode.TypeMismatch,
            $"Found {found}, which does not fit here{Reason(mistake.Message, quotes)}{hint}",
            element.Line,
            element.Column,
            document.Options.SourceName,
            element.Path
        );
    }

    /// <summary>The words of the mistake. Some name a property, which may be content too.</summary>
    private static string Reason(string message, bool quotes)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return quotes || message.StartsWith(OfType, StringComparison.Ordinal)
            ? $": {(end < 0 ? message : message[..end])}"
            : ".";
    }

    /// <summary>Follows a path as System.Text.Json writes it as far as it leads.</summary>
    private static ToonElement Find(ToonElement root, string path)
    {
        var element = root;
        for (var at = 1; at < path.Length; )
        {
            if (path[at] == '.')
            {
                var end = path.AsSpan(at + 1).IndexOfAny('.', '[');
                var name = end < 0 ? path[(at + 1)..] : path.Substring(at + 1, end);
                at += name.Length + 1;
                if (!element.TryGet(name, out var field))
                {
                    break;
                }

                element = field;
            }
            else if (path.AsSpan(at).StartsWith("['", StringComparison.Ordinal))
            {
                var end = path.IndexOf("']", at, StringComparison.Ordinal);
                if (end < 0 || !element.TryGet(path[(at + 2)..end], out var field))
                {
                    break;
                }

                element = field;
                at = end + 2;
            }
            else
            {
                var end = path.IndexOf(']', at);
                if (
                    end < 0
                    || !int.TryParse(path.AsSpan(at + 1, end - at - 1), out var index)
                    || index >= element.Count
                )
                {
                    break;
                }

                element = element.Children.ElementAt(index);
                at = end + 1;
            }
        }

        return element;
    }

    private static string Shorten(string text) =>
        text.Length <= MostShown ? text : string.Concat(text.AsSpan(0, MostShown), "…");
}
