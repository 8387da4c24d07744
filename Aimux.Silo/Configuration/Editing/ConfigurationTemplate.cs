namespace Aimux.Silo.Configuration.Editing;

/// <summary>The configuration file that a new user begins with: every setting with its default and what it means.</summary>
internal static class ConfigurationTemplate
{
    public static byte[] Read()
    {
        using var resource = typeof(ConfigurationTemplate).Assembly.GetManifestResourceStream("aimux.example.toon")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
