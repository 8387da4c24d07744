using System.Collections.Frozen;

namespace Aimux.Silo.Simulation.Errors;

/// <summary>The styles of errors by the names that settings give them.</summary>
internal static class ErrorStyles
{
    public const string Usual = "openai";

    private static readonly FrozenDictionary<string, ErrorStyle> ByName = Enum.GetValues<ErrorStyle>()
        .ToFrozenDictionary(style => style.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The style of a name that the settings' rules let pass.</summary>
    public static ErrorStyle Of(string name) => ByName[name];
}
