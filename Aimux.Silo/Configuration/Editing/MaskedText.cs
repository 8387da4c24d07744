using System.Text;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>A configuration file's text as it may be shown: secrets masked, all else as it stands.</summary>
internal static class MaskedText
{
    /// <param name="utf8">A file without mistakes.</param>
    public static string Of(ReadOnlyMemory<byte> utf8)
    {
        var document = ToonDocument.Parse(utf8, new ToonDecodeOptions { QuoteContent = false });
        var secrets = Secrets(document.Root, ConfigurationSchema.Root).OrderBy(secret => secret.Span.Start);
        var text = new StringBuilder();
        var at = 0;
        foreach (var secret in secrets)
        {
            text.Append(Encoding.UTF8.GetString(utf8.Span[at..secret.Span.Start]));
            text.Append(SecretReference.TryParse(secret.Text, out var reference, out _) ? reference!.Mask : "…");
            at = secret.Span.End;
        }

        text.Append(Encoding.UTF8.GetString(utf8.Span[at..]));
        var comments = new MaskedComment(document.Root);
        return string.Join('\n', text.ToString().Split('\n').Select((line, index) => comments.Mask(line, index + 1)));
    }

    /// <summary>Whether a text says where a secret is, and not what it is.</summary>
    public static bool IsReference(string text) =>
        SecretReference.TryParse(text, out var reference, out _)
        && reference!.Kind is SecretKind.Environment or SecretKind.File;

    /// <summary>The values to mask. One made of digits alone is a number to TOON, and a secret all the same.</summary>
    private static IEnumerable<ToonElement> Secrets(ToonElement element, IReadOnlyList<SettingSchema> schemas)
    {
        foreach (var child in element.Children)
        {
            if (schemas.FirstOrDefault(schema => schema.Name == child.Key) is not { } schema)
            {
                continue;
            }

            if (
                schema.Kind == SettingKind.Secret
                && child.Span.Length > 0
                && child.Kind != ToonKind.Null
                && !IsReference(child.Text)
            )
            {
                yield return child;
            }

            var holders = schema.Kind == SettingKind.Table ? child.Children : [child];
            foreach (
                var secret in schema.Children.Count == 0
                    ? []
                    : holders.SelectMany(holder => Secrets(holder, schema.Children))
            )
            {
                yield return secret;
            }
        }
    }
}
