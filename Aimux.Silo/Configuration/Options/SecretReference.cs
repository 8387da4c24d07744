namespace Aimux.Silo.Configuration.Options;

/// <summary>Where a secret is: in the environment, in a file, or here. Its text never shows a secret in clear.</summary>
internal sealed class SecretReference
{
    public override string ToString() => throw new NotImplementedException();
}
