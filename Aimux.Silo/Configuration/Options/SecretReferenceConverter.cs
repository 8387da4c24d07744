using System.Text.Json;

namespace Aimux.Silo.Configuration.Options;

/// <summary>Reads a secret as the file holds it, and writes only its mask: what is serialised may be shown.</summary>
internal sealed class SecretReferenceConverter : TextConverter<SecretReference>
{
    protected override string Expected => "env:NAME, file:/path or the secret itself";

    protected override SecretReference Parse(string text) =>
        SecretReference.TryParse(text, out var secret, out var mistake)
            ? secret!
            : throw new JsonException($"The secret cannot be used: {mistake}.");

    protected override string Format(SecretReference value) => value.Mask;
}
