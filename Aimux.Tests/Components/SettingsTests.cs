using Aimux.Dashboard.Components.Settings;
using Aimux.Dashboard.Drills;
using Bunit;
using Xunit;

namespace Aimux.Tests.Components;

/// <summary>The parts of the settings that are forms.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("admin", "made-up password", "another password", "The two new passwords differ.")]
    [InlineData("wrong", "made-up password", "made-up password", "The present password is wrong.")]
    public async Task A_password_is_not_changed_by_a_slip(string current, string next, string again, string problem)
    {
        await using var page = new PageContext();
        var settings = await Change(page, current, next, again);

        Assert.Equal(problem, settings.Find("[role=alert]").TextContent);
        Assert.True(page.Passwords.IsUsual);
        Assert.Empty(page.Said);
    }

    [Fact]
    public async Task A_changed_password_leaves_nothing_in_the_form()
    {
        await using var page = new PageContext();
        var settings = await Change(page, "admin", "made-up password", "made-up password");

        Assert.Equal("made-up password", page.Passwords.Password);
        Assert.All(settings.FindAll("input"), input => Assert.Equal("", input.GetAttribute("value") ?? ""));
        Assert.Single(page.Said);
    }

    [Fact]
    public async Task Where_the_password_comes_from_elsewhere_there_is_no_form()
    {
        await using var page = new PageContext();
        page.AddAuthorization().SetAuthorized("admin");
        page.Passwords.MayChange = false;
        var settings = page.Render<PasswordSettings>();

        Assert.Empty(settings.FindAll("input[type=password]"));
        Assert.Contains("a variable or a file", settings.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_wants_a_passphrase_worth_the_name()
    {
        await using var page = new PageContext();
        var settings = page.Render<BackupSettings>();

        await settings.Find("#passphrase").ChangeAsync("short");
        await settings.Find("form").SubmitAsync();

        Assert.Equal("The passphrase is too short: at least 12 characters.", settings.Find("[role=alert]").TextContent);
        Assert.Empty(page.JSInterop.Invocations["aimux.saveText"]);
    }

    [Fact]
    public async Task A_backup_goes_to_the_browser_and_its_passphrase_nowhere()
    {
        await using var page = new PageContext();
        var settings = page.Render<BackupSettings>();

        await settings.Find("#passphrase").ChangeAsync("long enough a passphrase");
        await settings.Find("form").SubmitAsync();

        settings.WaitForAssertion(() => Assert.Single(page.JSInterop.Invocations["aimux.saveText"]));
        var saved = page.JSInterop.Invocations["aimux.saveText"].Single();
        Assert.Equal("AQID", saved.Arguments[1]);
        settings.WaitForAssertion(() => Assert.Equal("", settings.Find("#passphrase").GetAttribute("value") ?? ""));
    }

    [Fact]
    public async Task A_drill_that_cannot_begin_says_why_and_one_that_did_can_be_stopped()
    {
        await using var page = new PageContext();
        page.Drills.Start("one", "one/a", DrillFailure.RateLimited, TimeSpan.FromSeconds(30));
        var settings = page.Render<DrillSettings>();
        Assert.True(settings.Find("button[type=submit]").HasAttribute("disabled")); // nobody is known yet

        Assert.Contains("status 429", settings.Find("[data-drill]").TextContent, StringComparison.Ordinal);
        await settings.Find("[aria-label='Stop the drill at one/a']").ClickAsync();

        Assert.Empty(page.Drills.Active);
        Assert.Contains("No drill is under way.", settings.Markup, StringComparison.Ordinal);
        page.Drills.Refusal = new DrillRefusedException("provider", "There is no provider of that name.");
        await settings.Find("form").SubmitAsync();
        Assert.Equal("There is no provider of that name.", settings.Find("[role=alert]").TextContent);
    }

    private static async Task<IRenderedComponent<PasswordSettings>> Change(
        PageContext page,
        string current,
        string next,
        string again
    )
    {
        page.AddAuthorization().SetAuthorized("admin");
        var settings = page.Render<PasswordSettings>();
        await settings.Find("#current").ChangeAsync(current);
        await settings.Find("#next").ChangeAsync(next);
        await settings.Find("#again").ChangeAsync(again);
        await settings.Find("form").SubmitAsync();
        return settings;
    }
}
