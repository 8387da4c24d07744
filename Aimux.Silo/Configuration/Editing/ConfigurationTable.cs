namespace Aimux.Silo.Configuration.Editing;

/// <summary>A table of the configuration file, and what its rows are called.</summary>
/// <param name="Name">The setting that holds it.</param>
/// <param name="Row">What one row is, in a message.</param>
/// <param name="IdColumns">The columns that make a row's name, joined by a slash.</param>
internal sealed record ConfigurationTable(string Name, string Row, params string[] IdColumns)
{
    public static ConfigurationTable Providers { get; } = new("providers", "provider", "id");

    public static ConfigurationTable Keys { get; } = new("keys", "key", "provider", "id");

    public static ConfigurationTable Models { get; } = new("models", "model", "name");

    public static ConfigurationTable Capabilities { get; } = new("capabilities", "capability", "provider", "model");

    public static ConfigurationTable Detours { get; } = new("detours", "detour", "model", "when");

    public static ConfigurationTable Quirks { get; } = new("quirks", "quirk", "provider", "field");

    public static ConfigurationTable Callers { get; } = new("callers", "caller", "id");

    public static IReadOnlyList<ConfigurationTable> All { get; } =
    [Providers, Keys, Models, Capabilities, Detours, Quirks, Callers];

    public static ConfigurationTable? Find(string name) =>
        All.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.Ordinal));
}
