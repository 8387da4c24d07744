using Xunit;

namespace Aimux.Tests.Browser;

/// <summary>How somebody looks at the pages: on what, by day or by night.</summary>
public sealed record Look(bool IsDark, int Width, int Height)
{
    public static readonly Look WideLight = new(false, 1440, 900);

    /// <summary>A phone and a wide screen, dark and light.</summary>
    public static TheoryData<bool, int, int> All { get; } =
        new()
        {
            { false, 1440, 900 },
            { true, 1440, 900 },
            { false, 360, 740 },
            { true, 360, 740 },
        };

    public bool IsNarrow => Width < 600;

    public override string ToString() => $"{(IsDark ? "dark" : "light")}-{Width}x{Height}";
}
