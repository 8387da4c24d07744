using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Aimux.Silo.Configuration;

/// <summary>The secret of one key. Its text is the mask, so that no log, error or serializer can show more.</summary>
[DebuggerDisplay("{Mask}")]
internal sealed partial class ApiSecret
{
    private readonly string _value;
    private readonly string _bearer;

    private ApiSecret() => (_value, _bearer) = ("", "");

    /// <exception cref="ArgumentException">The text is empty, or holds what no HTTP header may hold.</exception>
    public ApiSecret(string value)
    {
        if (!IsUsable(value))
        {
            throw new ArgumentException(
                "A key must be one or more printable ASCII characters without blanks.",
                nameof(value)
            );
        }

        _value = value;
        _bearer = "Bearer " + value;
    }

    /// <summary>Of a provider that asks for no key: nothing is sent.</summary>
    public static ApiSecret None { get; } = new();

    /// <summary>Whether a header can hold it.</summary>
    public static bool IsUsable(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    public bool IsNone => _value.Length == 0;

    public bool Is(ApiSecret other) => _value == other._value;

    /// <summary>The value of an <c>Authorization</c> header. No property, since serializers read those.</summary>
    public string Bearer() => _bearer;

    /// <summary>The last four characters of a long secret, else none.</summary>
    public string Mask => _value.Length >= 16 ? $"…{_value[^4..]}" : "…";

    /// <summary>
    /// A provider's words without secrets: this one, and whatever looks like one, since some providers echo the key they
    /// refuse, half masked.
    /// </summary>
    public string Scrub(string text) =>
        LooksSecret().Replace(IsNone ? text : text.Replace(_value, Mask, StringComparison.Ordinal), "…");

    /// <summary>The secret in clear; for headers alone.</summary>
    public string Reveal() => _value;

    public override string ToString() => Mask;

    [GeneratedRegex(@"\b(?:sk|gsk|csk|syn|xai)[-_][\w*.-]{6,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksSecret();
}
