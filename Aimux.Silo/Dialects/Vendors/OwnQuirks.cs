using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>A vendor's dialect as the operator wants it: what is said of a field takes the place of what is known of it.</summary>
internal static class OwnQuirks
{
    private const string OfMessages = "messages.";
    private const string Betas = "anthropic-beta";

    private static readonly string[] Untouchable = ["model", "messages", "input", "stream"];

    public static VendorDialect Apply(VendorDialect dialect, IReadOnlyCollection<BodyQuirk> quirks)
    {
        return quirks.Count == 0
            ? dialect
            : dialect with
            {
                Chat = Apply(dialect.Chat, quirks),
                Messages = Apply(dialect.Messages, quirks),
                Responses = Apply(dialect.Responses, quirks),
                RefusedBetas =
                [
                    .. dialect.RefusedBetas,
                    .. quirks.Where(quirk => quirk.Field == Betas).Select(quirk => quirk.Value).OfType<string>(),
                ],
            };
    }

    /// <summary>Whether a row of the configuration can be followed.</summary>
    /// <param name="quirk">The row.</param>
    /// <param name="expected">What the value should have been, in words.</param>
    public static bool IsValid(BodyQuirk quirk, [NotNullWhen(false)] out string? expected)
    {
        expected = quirk switch
        {
            _ when Untouchable.Contains(quirk.Field) =>
                "another field: without this one, or with another, it is no request",
            _ when !IsName(quirk.Field) => "a field's name of letters, digits, `_`, `-` and `.`",
            { Do: QuirkAction.Rename, Value: { } name } when Untouchable.Contains(name) || !IsName(name) =>
                "another new name, of letters, digits, `_` and `-`",
            { Field: Betas } => quirk is { Do: QuirkAction.Drop, Value.Length: > 0 }
                ? null
                : "do `drop` and the name of one beta as value",
            { Do: QuirkAction.Keep or QuirkAction.Drop } => quirk.Value is null ? null : "no value (null)",
            { Do: QuirkAction.Rename } => string.IsNullOrEmpty(quirk.Value) ? "the field's new name" : null,
            { Do: QuirkAction.Clamp } => TryBounds(quirk.Value, out _) ? null : "bounds such as `0..1`",
            _ => IsJson(quirk.Value) ? null : "a JSON value such as `true`, `0.7` or `\"text\"`",
        };
        return expected is null;
    }

    private static BodyRules Apply(BodyRules rules, IReadOnlyCollection<BodyQuirk> quirks)
    {
        var ofBody = quirks.Where(quirk => quirk.Field != Betas && !IsOfMessages(quirk)).ToList();
        var ofMessages = quirks
            .Where(IsOfMessages)
            .Select(quirk => quirk with { Field = quirk.Field[OfMessages.Length..] })
            .ToList();
        var own = new BodyRules { Body = RulesOf(ofBody), Messages = RulesOf(ofMessages) };
        return own.Then(
            new BodyRules { Body = Others(rules.Body, ofBody), Messages = Others(rules.Messages, ofMessages) }
        );
    }

    private static bool IsOfMessages(BodyQuirk quirk) => quirk.Field.StartsWith(OfMessages, StringComparison.Ordinal);

    private static BodyRule[] RulesOf(List<BodyQuirk> quirks) => [.. quirks.Select(RuleOf).OfType<BodyRule>()];

    private static BodyRule[] Others(BodyRule[] rules, List<BodyQuirk> quirks) =>
        [.. rules.Where(rule => !quirks.Exists(quirk => quirk.Field == rule.Field))];

    /// <returns><c>null</c> where nothing is done, or the row cannot be followed.</returns>
    private static BodyRule? RuleOf(BodyQuirk quirk)
    {
        return quirk.Do switch
        {
            QuirkAction.Drop => new DropField(quirk.Field),
            QuirkAction.Rename when quirk.Value is { Length: > 0 } name => new RenameField(quirk.Field, name),
            QuirkAction.Set when IsJson(quirk.Value) => new ExchangeValue(quirk.Field, quirk.Value),
            QuirkAction.Add when IsJson(quirk.Value) => new AddField(quirk.Field, quirk.Value),
            QuirkAction.Clamp when TryBounds(quirk.Value, out var bounds) => new ClampField(
                quirk.Field,
                bounds.Least,
                bounds.Most
            ),
            _ => null,
        };
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-' or '.');

    private static bool TryBounds(string? text, out (double Least, double Most) bounds)
    {
        bounds = default;
        return text?.Split("..") is [var least, var most]
            && double.TryParse(least, NumberStyles.Float, CultureInfo.InvariantCulture, out bounds.Least)
            && double.TryParse(most, NumberStyles.Float, CultureInfo.InvariantCulture, out bounds.Most)
            && double.IsFinite(bounds.Least)
            && double.IsFinite(bounds.Most)
            && bounds.Least <= bounds.Most;
    }

    private static bool IsJson([NotNullWhen(true)] string? text)
    {
        if (text is null)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
