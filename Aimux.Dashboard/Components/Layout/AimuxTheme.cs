namespace Aimux.Dashboard.Components.Layout;

/// <summary>
/// Aimux's colours: text of each reaches 4.5:1 on its background, marks 3:1 (WCAG 2.2 AA), where MudBlazor's own do not.
/// </summary>
internal static class AimuxTheme
{
    private static readonly string[] SystemFonts =
    [
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "Roboto",
        "Helvetica",
        "Arial",
        "sans-serif",
    ];

    public static MudTheme Theme { get; } =
        new()
        {
            PaletteLight = new PaletteLight
            {
                Primary = "#2D4FB3",
                Secondary = "#7A3E8E",
                Info = "#0B63A5",
                Success = "#00704F",
                Warning = "#8F5200",
                Error = "#B3261E",
                Background = "#F6F7FA",
                Surface = "#FFFFFF",
                AppbarBackground = "#FFFFFF",
                AppbarText = "#1B1D25",
                DrawerBackground = "#FFFFFF",
                DrawerText = "#1B1D25",
                DrawerIcon = "#4A4E5C",
                TextPrimary = "#1B1D25",
                TextSecondary = "#4A4E5C",
                ActionDefault = "#4A4E5C",
                Divider = "#D8DBE4",
                LinesDefault = "#D8DBE4",
                LinesInputs = "#767B8C",
                TableLines = "#E3E6EE",
            },
            PaletteDark = new PaletteDark
            {
                Primary = "#9DB4FF",
                PrimaryContrastText = "#10131C",
                Secondary = "#E3A6F2",
                SecondaryContrastText = "#10131C",
                Info = "#7CC4F5",
                InfoContrastText = "#10131C",
                Success = "#5DD3A4",
                SuccessContrastText = "#10131C",
                Warning = "#F5B65C",
                WarningContrastText = "#10131C",
                Error = "#FF9C94",
                ErrorContrastText = "#10131C",
                Black = "#0C0E14",
                Background = "#12141B",
                Surface = "#1B1E27",
                AppbarBackground = "#1B1E27",
                AppbarText = "#ECEEF4",
                DrawerBackground = "#171A22",
                DrawerText = "#ECEEF4",
                DrawerIcon = "#B6BBCB",
                TextPrimary = "#ECEEF4",
                TextSecondary = "#B6BBCB",
                ActionDefault = "#B6BBCB",
                Divider = "#343947",
                LinesDefault = "#343947",
                LinesInputs = "#8A90A3",
                TableLines = "#2B303C",
            },
            Typography = new Typography
            {
                Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "0.9rem" },
                H1 = new H1Typography
                {
                    FontSize = "1.5rem",
                    FontWeight = "600",
                    LineHeight = "1.3",
                },
                H2 = new H2Typography
                {
                    FontSize = "1.15rem",
                    FontWeight = "600",
                    LineHeight = "1.3",
                },
                H3 = new H3Typography
                {
                    FontSize = "1rem",
                    FontWeight = "600",
                    LineHeight = "1.3",
                },
                Button = new ButtonTypography { TextTransform = "none", FontWeight = "600" },
            },
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "208px" },
        };
}
