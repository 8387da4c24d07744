using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Aimux.Silo.Dialects;

/// <summary>
/// Which field of a request a provider says that it does not know, so that it can be left out and the rest be sent again.
/// </summary>
internal static partial class UnknownFieldName
{
    private const int LongestMessage = 2_000;
    private const int MatchTimeoutMs = 10_000;

    /// <summary>Without these a request is another one, however gladly a provider would take it.</summary>
    private static readonly FrozenSet<string> Needed = FrozenSet.Create(
        StringComparer.Ordinal,
        "model",
        "messages",
        "input",
        "prompt",
        "system",
        "instructions",
        "previous_response_id",
        "conversation",
        "background",
        "dimensions",
        "encoding_format",
        "max_output_tokens",
        "stream",
        "tools",
        "tool_choice",
        "response_format",
        "max_tokens",
        "max_completion_tokens",
        "n",
        "role",
        "content",
        "text",
        "type",
        "id",
        "name",
        "function",
        "arguments",
        "parameters",
        "tool_calls",
        "tool_call_id",
        "image_url"
    );

    private static readonly FrozenSet<string> NoField = FrozenSet.Create(
        StringComparer.Ordinal,
        "body",
        "assistant",
        "user",
        "developer"
    );

    /// <param name="message">The error's words.</param>
    /// <param name="code">Its code, where that alone tells which field must go.</param>
    /// <returns>
    /// The field's path with dots and without the places in arrays, such as <c>reasoning_effort</c> or
    /// <c>messages.reasoning_content</c>; <c>null</c> if none is named, or one that the request cannot do without.
    /// </returns>
    public static string? TryFind(string message, string code = "")
    {
        if (code == "1231")
        {
            return "request_id";
        }

        message = message.Length > LongestMessage ? message[..LongestMessage] : message;
        var match = Named().Match(message);
        if (!match.Success)
        {
            return null;
        }

        var names = Names(match.Groups["field"].Value);
        if (names.Count == 0 || Needed.Contains(names[^1]))
        {
            return null;
        }

        // Groq names the message beside the field, not within its path.
        var within = names.Count == 1 && message.Contains("'messages.", StringComparison.Ordinal) ? "messages." : "";
        return within + string.Join('.', names);
    }

    private static List<string> Names(string path) =>
        [
            .. path.Split(
                    ['.', '[', ']', '\'', '"', ',', ' '],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .Where(name => !char.IsAsciiDigit(name[0]) && !NoField.Contains(name)),
        ];

    // In turn: Cerebras and Groq; pydantic's two ways; OpenAI's three; Go, Rust and Google; zod; JSON Schema.
    [GeneratedRegex(
        @"'(?<field>[\w.\[\]-]{1,200})' is unsupported"
            + @"|(?<field>[\w.\[\]-]{1,200}): Extra inputs are not permitted"
            + @"|\bloc'?""?: ?[(\[](?<field>[\w'"", -]{1,200})[)\]][^{}]{0,40}Extra inputs are not permitted"
            + @"|Unrecognized request arguments? supplied: (?<field>[\w.\[\]-]{1,200})"
            + @"|(Unknown|Unsupported|Unrecognized) parameter: ['""`]?(?<field>[\w.\[\]-]{1,200})"
            + @"|(unknown|unrecognized) (field|name):? ['""`\\]{1,2}(?<field>[\w.\[\]-]{1,200})"
            + @"|Unrecognized key(\(s\))?s?( in object)?: ['""](?<field>[\w.\[\]-]{1,200})"
            + @"|\('(?<field>[\w.-]{1,200})' was unexpected\)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        MatchTimeoutMs
    )]
    private static partial Regex Named();
}
