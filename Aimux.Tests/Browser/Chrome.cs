using Microsoft.Playwright;
using Xunit;

namespace Aimux.Tests.Browser;

/// <summary>Debian's Chromium, started once for the tests of a class.</summary>
public sealed class Chrome : IAsyncLifetime
{
    private static readonly string Program =
        Environment.GetEnvironmentVariable("AIMUX_CHROMIUM") ?? "/usr/bin/chromium";

    private static readonly string[] Switches =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Switches });
    }

    /// <summary>A browser without cookies; skips the test where there is no Chromium, except in CI.</summary>
    internal async Task<IBrowserContext> Open(Look look)
    {
        if (_browser is null)
        {
            var message = $"Chromium is not at {Program}; scripts/test installs it, AIMUX_CHROMIUM says where it is.";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Skip(message);
        }

        return await _browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = look.Width, Height = look.Height },
                ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                Permissions = ["clipboard-read", "clipboard-write"],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
