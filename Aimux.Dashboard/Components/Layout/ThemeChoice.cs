using Microsoft.AspNetCore.Http;

namespace Aimux.Dashboard.Components.Layout;

/// <summary>Light, dark, or as the system has it. Kept in a cookie, since the first paint must know it.</summary>
/// <param name="Name"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
public sealed record ThemeChoice(string Name)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "aimux_theme";

    public static ThemeChoice Light { get; } = new("light");

    public static ThemeChoice Dark { get; } = new("dark");

    public static ThemeChoice System { get; } = new("system");

    /// <summary>What a request's cookie says; as the system has it, if it says nothing known.</summary>
    public static ThemeChoice Of(HttpRequest request) =>
        request.Cookies[Cookie] switch
        {
            "light" => Light,
            "dark" => Dark,
            _ => System,
        };

    /// <summary>Light, dark, system, light, …</summary>
    public ThemeChoice Next() =>
        this == Light ? Dark
        : this == Dark ? System
        : Light;
}
