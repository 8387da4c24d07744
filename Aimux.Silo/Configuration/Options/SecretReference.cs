using System.Diagnostics;

namespace Aimux.Silo.Configuration.Options;

/// <summary>
/// Where a secret is: in the environment, in a file, or here, in clear or as a hash. Its text never shows a secret in
/// clear, and no property does, since serializers and loggers read those. Equal if written the same.
/// </summary>
[DebuggerDisplay("{Mask}")]
internal sealed class SecretReference : IEquatable<SecretReference>
{
    private readonly string _prefix;
    private readonly string _content;

    private SecretReference(SecretKind kind, string prefix, string content)
    {
        Kind = kind;
        _prefix = prefix;
        _content = content;
    }

    public SecretKind Kind { get; }

    /// <summary>What may be shown: a reference whole, of a clear secret the last four characters if it is long, of a hash nothing.</summary>
    public string Mask =>
        Kind switch
        {
            SecretKind.Environment or SecretKind.File => _prefix + _content,
            SecretKind.Clear when _content.Length >= 16 => $"…{_content[^4..]}",
            _ => _prefix + "…",
        };

    /// <summary>What follows the prefix: the variable's name, the file, the hash. The secret itself if it is given in clear.</summary>
    public string Content() => _content;

    /// <summary>The text as a configuration file holds it, secrets in clear included.</summary>
    public string Reveal() => _prefix + _content;

    /// <param name="text">As a configuration file holds it.</param>
    /// <param name="value"><c>null</c> if there is a mistake.</param>
    /// <param name="mistake">What is wrong and what was expected, without the text; <c>null</c> if nothing is.</param>
    public static bool TryParse(string text, out SecretReference? value, out string? mistake)
    {
        (value, mistake) = (null, null);
        foreach (var (kind, prefix) in SecretForm.Prefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            mistake = text.StartsWith(prefix, StringComparison.Ordinal)
                ? SecretForm.FindMistake(kind, text[prefix.Length..])
                : $"the prefix {prefix} must be in lower case";
            value = mistake is null ? new SecretReference(kind, prefix, text[prefix.Length..]) : null;
            return value is not null;
        }

        mistake = SecretForm.FindMistake(SecretKind.Clear, text);
        value = mistake is null ? new SecretReference(SecretKind.Clear, "", text) : null;
        return value is not null;
    }

    public bool Equals(SecretReference? other) =>
        other is not null && Kind == other.Kind && string.Equals(_content, other._content, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SecretReference);

    public override int GetHashCode() => HashCode.Combine(Kind, _content);

    public override string ToString() => Mask;
}
