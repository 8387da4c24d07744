namespace Aimux.Silo.Configuration.Toon;

/// <summary>One mistake in a text, or in a value that should become one.</summary>
/// <param name="Code">Which kind of mistake.</param>
/// <param name="Message">What was found and what was expected, one sentence or two; without the place.</param>
/// <param name="Line">1-based; 0 where there is no text.</param>
/// <param name="Column">1-based, in characters (Unicode scalar values); 0 where there is no text.</param>
/// <param name="SourceName">What the text was called, such as a file's name.</param>
/// <param name="Path">Where in the value, such as <c>$.providers[1].base_url</c>; null where it is not known.</param>
internal sealed record ToonError(
    ToonErrorCode Code,
    string Message,
    int Line,
    int Column,
    string? SourceName = null,
    string? Path = null
)
{
    /// <summary><c>name:line:column: message</c>, as compilers and editors write it.</summary>
    public override string ToString() => Line == 0 ? Message : $"{SourceName ?? "toon"}:{Line}:{Column}: {Message}";
}
