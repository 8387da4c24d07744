namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>The text of one primitive or key.</summary>
internal static class Token
{
    /// <summary>A primitive, quoted as the delimiter in force and the comma demand.</summary>
    public static string OfValue(ToonElement value, ToonDelimiter delimiter) =>
        value.Kind == ToonKind.String ? Quoted(value.Text, delimiter) : value.Text;

    public static string Key(string key) => throw new NotImplementedException();

    public static char Of(ToonDelimiter delimiter) =>
        delimiter switch
        {
            ToonDelimiter.Tab => '\t',
            ToonDelimiter.Pipe => '|',
            _ => ',',
        };

    private static string Quoted(string text, ToonDelimiter delimiter) => throw new NotImplementedException();
}
