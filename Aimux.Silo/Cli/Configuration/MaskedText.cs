using System.Text;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>A configuration file's text as it may be shown: secrets masked, all else as it stands.</summary>
internal static class MaskedText
{
    /// <param name="utf8">A file without mistakes.</param>
    public static string Of(ReadOnlyMemory<byte> utf8)
    {
        var document = ToonDocument.Parse(utf8, new ToonDecodeOptions { QuoteContent = false });
        var secrets = Secrets(document.Root, ConfigurationSchema.Root).OrderBy(secret => secret.Span.Start).ToList();
        var text = new StringBuilder();
        var at = 0;
        foreach (var secret in secrets)
        {
            text.Append(Encoding.UTF8.GetString(utf8.Span[at..secret.Span.Start]));
            text.Append(SecretReference.TryParse(secret.Text, out var reference, out _) ? reference!.Mask : "…");
            at = secret.Span.End;
        }

        text.Append(Encoding.UTF8.GetString(utf8.Span[at..]));
        return string.Join('\n', text.ToString().Split('\n').Select(MaskComment));
    }

    private static IEnumerable<ToonElement> Secrets(ToonElement element, IReadOnlyList<SettingSchema> schemas)
    {
        foreach (var child in element.Children)
        {
            if (schemas.FirstOrDefault(schema => schema.Name == child.Key) is not { } schema)
            {
                continue;
            }

            if (schema.Kind == SettingKind.Secret && child.Span.Length > 0 && child.Kind == ToonKind.String)
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

    /// <summary>A key that was commented out is still a key.</summary>
    private static string MaskComment(string line) =>
        line.TrimStart(' ').StartsWith('#')
            ? string.Join(
                ' ',
                line.Split(' ')
                    .Select(word =>
                        Shown.MayBeSecret(word)
                        && !word.Contains("env:", StringComparison.Ordinal)
                        && !word.Contains("://", StringComparison.Ordinal)
                            ? "…"
                            : word
                    )
            )
            : line;
}
