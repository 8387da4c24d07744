using Aimux.Dashboard.Components.Dialogs;
using Aimux.Dashboard.Components.Keys;
using Aimux.Dashboard.Components.Models;
using Aimux.Dashboard.Components.Providers;
using Aimux.Dashboard.Components.Settings;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Testing;
using Bunit;
using MudBlazor;
using Xunit;

namespace Aimux.Tests.Components;

/// <summary>Dialogs: what is typed becomes one change, mistakes stand at their fields, and nothing typed is lost.</summary>
public sealed class DialogTests
{
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(300);

    private static readonly KeyRow Row = new("one", "main", "env:KEY", Rpm: 100);

    [Theory]
    [InlineData("Remove", false)]
    [InlineData("Cancel", true)]
    public async Task Nothing_is_lost_before_somebody_said_yes(string button, bool isCanceled)
    {
        await using var page = new PageContext();
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { it => it.Title, "Remove it?" },
            { it => it.Text, "It is gone then." },
            { it => it.Action, "Remove" },
        };
        var shown = page.Open("Remove it?", parameters, out var dialog);
        Assert.Contains("It is gone then.", shown.Markup, StringComparison.Ordinal);

        await Press(shown, button);

        Assert.Equal(isCanceled, (await dialog.Result)!.Canceled);
    }

    [Fact]
    public async Task A_key_is_edited_without_its_secret_ever_being_there()
    {
        await using var page = new PageContext();
        var shown = OpenKey(page, out var dialog);
        Assert.Equal("", Input(shown, "New secret").GetAttribute("value"));

        await page.Settle(Input(shown, "Requests/min").InputAsync("60"));
        await page.Settle(Press(shown, "Save"));

        var (change, version) = Assert.Single(page.Store.Applied);
        Assert.Equal("v1", version);
        var edit = Assert.IsType<ConfigurationChange.EditKey>(change);
        Assert.Equal(60, edit.Row.Rpm);
        Assert.Null(edit.NewSecret);
        Assert.False((await dialog.Result)!.Canceled);
    }

    [Fact]
    public async Task What_is_typed_is_checked_once_the_typing_pauses()
    {
        await using var page = new PageContext();
        page.Store.Refuse("rpm", "'rpm' must be at least 1.");
        var shown = OpenKey(page, out _);
        var first = Input(shown, "Requests/min").InputAsync("6");
        page.Time.Advance(Typing / 2);
        var second = Input(shown, "Requests/min").InputAsync("0");
        page.Time.Advance(Typing / 2);
        await first;
        Assert.Empty(page.Store.Checked);

        page.Time.Advance(Typing / 2);
        await second;

        var checkedChange = Assert.IsType<ConfigurationChange.EditKey>(Assert.Single(page.Store.Checked));
        Assert.Equal(0, checkedChange.Row.Rpm);
        Assert.Equal(
            "'rpm' must be at least 1.",
            Input(shown, "Requests/min").Closest(".field")!.QuerySelector("[role=alert]")!.TextContent
        );
    }

    [Fact]
    public async Task What_is_no_number_is_not_taken_for_nothing()
    {
        await using var page = new PageContext();
        var shown = OpenKey(page, out _);

        await page.Settle(Input(shown, "Requests/min").InputAsync("many"));
        await page.Settle(Press(shown, "Save"));

        var edit = Assert.IsType<ConfigurationChange.EditKey>(Assert.Single(page.Store.Applied).Change);
        Assert.Equal(-1, edit.Row.Rpm); // which every check refuses
    }

    [Fact]
    public async Task A_refused_change_leaves_the_dialog_open_with_what_was_typed()
    {
        await using var page = new PageContext();
        var shown = OpenKey(page, out var dialog);
        page.Store.Refuse(null, "The file cannot be written.", ChangeResult.Failed);

        await page.Settle(Input(shown, "New secret").InputAsync("fake-new-secret"));
        await page.Settle(Press(shown, "Save"));

        Assert.False(dialog.Result.IsCompleted);
        Assert.Equal("fake-new-secret", Input(shown, "New secret").GetAttribute("value"));
        Assert.Contains("The file cannot be written.", shown.Find(".findings").TextContent, StringComparison.Ordinal);
        Assert.Single(page.JSInterop.Invocations["aimux.showMistake"]);
    }

    [Fact]
    public async Task When_others_changed_the_file_it_is_said_and_may_be_saved_into_their_version()
    {
        await using var page = new PageContext();
        var shown = OpenKey(page, out var dialog);
        page.Store.Refuse(null, "The file is another version.", ChangeResult.Changed);
        await page.Settle(Input(shown, "Requests/min").InputAsync("60"));
        await page.Settle(Press(shown, "Save"));
        Assert.Contains("Somebody else changed", shown.Find(".banner").TextContent, StringComparison.Ordinal);

        page.Store.Current = page.Store.Current with { Version = "v2" };
        page.Store.Outcome = new(ChangeResult.Made, "v3", []);
        await page.Settle(Press(shown, "Save it into the new version"));

        Assert.Equal(["v1", "v2"], page.Store.Applied.Select(each => each.IfVersion));
        Assert.Equal(60, ((ConfigurationChange.EditKey)page.Store.Applied[1].Change).Row.Rpm);
        Assert.False((await dialog.Result)!.Canceled);
    }

    [Fact]
    public async Task While_it_is_being_saved_it_cannot_be_saved_again()
    {
        await using var page = new PageContext();
        var held = new TaskCompletionSource();
        page.Store.Held = held.Task;
        var shown = OpenKey(page, out _);

        var saving = Press(shown, "Save");
        Assert.True(Button(shown, "Saving …").HasAttribute("disabled"));

        held.SetResult();
        await page.Settle(saving);
        Assert.Single(page.Store.Applied);
    }

    [Fact]
    public async Task A_provider_is_added_by_its_preset_and_a_key()
    {
        await using var page = new PageContext();
        var shown = OpenProvider(page, null);

        await page.Settle(Input(shown, "Provider").ChangeAsync("groq"));
        Assert.Equal("groq", Input(shown, "Name").GetAttribute("value"));
        Assert.Equal("https://api.groq.com/openai/v1", Input(shown, "Base URL").GetAttribute("placeholder"));
        await page.Settle(Input(shown, "Secret").InputAsync("fake-key"));
        await page.Settle(Press(shown, "Save"));

        var add = Assert.IsType<ConfigurationChange.AddProvider>(Assert.Single(page.Store.Applied).Change);
        Assert.Equal("groq", add.Row.Id);
        Assert.Null(add.Row.Preset); // it is called like it
        Assert.Equal("main", Assert.Single(add.Keys).Row.Id);
        Assert.Equal("fake-key", add.Keys[0].Secret);
    }

    [Fact]
    public async Task Many_keys_are_pasted_and_put_in_order()
    {
        await using var page = new PageContext();
        var shown = OpenProvider(page, "groq");

        await page.Settle(shown.Find("#p-many").ChangeAsync("fake-first\nspare fake-second\nfake-third"));
        await page.Settle(Press(shown, "Add these"));
        await page.Settle(shown.Find("[aria-label='Move key 3 up']").ClickAsync());
        await page.Settle(shown.Find("[aria-label='Remove key 1']").ClickAsync());
        await page.Settle(Press(shown, "Save"));

        var add = Assert.IsType<ConfigurationChange.AddProvider>(Assert.Single(page.Store.Applied).Change);
        Assert.Equal(["key-2", "spare"], add.Keys.Select(key => key.Row.Id));
        Assert.Equal(["fake-third", "fake-second"], add.Keys.Select(key => key.Secret));
    }

    [Fact]
    public async Task A_connection_is_tried_before_anything_is_saved_and_its_models_can_be_named()
    {
        await using var page = new PageContext();
        var shown = OpenProvider(page, "groq");
        await page.Settle(Input(shown, "Secret").InputAsync("fake-key"));

        await page.Settle(Press(shown, "Test connection"));
        Assert.Contains("It answers", shown.Find(".test-row [role=status]").TextContent, StringComparison.Ordinal);
        await page.Settle(Press(shown, "Name these models"));

        Assert.Equal("fake-key", Assert.Single(page.Tester.Asked).Secret);
        Assert.Equal("small large", Input(shown, "Models").GetAttribute("value"));
        Assert.Empty(page.Store.Applied);
    }

    [Fact]
    public async Task A_connection_that_fails_says_so()
    {
        await using var page = new PageContext();
        page.Tester.Report = new ConnectionReport(false, "Nobody listens there.", null, TimeSpan.FromSeconds(1), []);
        var shown = OpenProvider(page, "groq");

        await page.Settle(Press(shown, "Test connection"));

        var status = shown.Find(".test-row [role=status]");
        Assert.Contains("bad", status.ClassList);
        Assert.StartsWith("Nobody listens there.", status.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_second_key_stands_at_the_second_key()
    {
        await using var page = new PageContext();
        page.Store.Refuse("keys[1].secret", "It is the same as main's.");
        var shown = OpenProvider(page, "groq");
        await page.Settle(Press(shown, "Add a key"));

        await page.Settle(Press(shown, "Save"));

        var drafts = shown.FindAll(".key-draft");
        Assert.Null(drafts[0].QuerySelector("[role=alert]"));
        Assert.Equal("It is the same as main's.", drafts[1].QuerySelector("[role=alert]")!.TextContent);
        Assert.Empty(shown.FindAll(".findings"));
    }

    [Fact]
    public async Task A_route_is_edited_as_lines_and_words()
    {
        await using var page = new PageContext();
        var row = new RouteRow("chat", ["one/demo", "two/demo"], "ordered", ["3", "1"], []);
        var parameters = new DialogParameters<RouteDialog> { { it => it.Row, row }, { it => it.IsNew, false } };
        var shown = page.Open("Edit chat", parameters, out _);
        Assert.Equal("one/demo\ntwo/demo", Input(shown, "Candidates").TextContent);
        Assert.True(Input(shown, "Name").HasAttribute("disabled"));

        await page.Settle(Input(shown, "Candidates").InputAsync("two/demo\n\n  one/demo  "));
        await page.Settle(Input(shown, "Policy").ChangeAsync("sticky"));
        await page.Settle(Press(shown, "Save"));

        var edit = Assert.IsType<ConfigurationChange.EditRoute>(Assert.Single(page.Store.Applied).Change);
        Assert.Equal(["two/demo", "one/demo"], edit.Row.Candidates.AsEnumerable());
        Assert.Equal("sticky", edit.Row.Policy);
        Assert.Equal(["3", "1"], edit.Row.Weights.AsEnumerable());
    }

    [Fact]
    public async Task The_token_of_a_new_caller_is_shown_once()
    {
        await using var page = new PageContext();
        page.Store.Outcome = new(ChangeResult.Made, "v2", [], Token: "fake-token");
        page.Render<MudPopoverProvider>();
        var dialogs = page.Render<MudDialogProvider>();
        var settings = page.Render<CallerSettings>();

        var adding = Press(settings, "Add a caller"); // until the dialog is closed
        dialogs.WaitForElement("#caller-id");
        await page.Settle(Input(dialogs, "Name").InputAsync("ci"));
        await page.Settle(Input(dialogs, "Models").InputAsync("chat house-*"));
        await page.Settle(Press(dialogs, "Save"));

        await page.Settle(adding);
        settings.WaitForAssertion(() => Assert.Equal("fake-token", settings.Find("[data-token]").TextContent));
        var add = Assert.IsType<ConfigurationChange.AddCaller>(Assert.Single(page.Store.Applied).Change);
        Assert.Equal("ci", add.Row.Id);
        Assert.Equal(["chat", "house-*"], add.Row.Models.AsEnumerable());
        Assert.DoesNotContain("fake-token", page.Render<CallerSettings>().Markup, StringComparison.Ordinal);
    }

    private static IRenderedComponent<MudDialogProvider> OpenKey(PageContext page, out IDialogReference dialog) =>
        page.Open("Edit", new DialogParameters<KeyDialog> { { it => it.Row, Row } }, out dialog);

    private static IRenderedComponent<MudDialogProvider> OpenProvider(PageContext page, string? preset) =>
        page.Open("Add", new DialogParameters<ProviderDialog> { { it => it.Preset, preset } }, out _);

    /// <summary>By its label, as people find it.</summary>
    private static AngleSharp.Dom.IElement Input<T>(IRenderedComponent<T> shown, string label)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var id = shown.FindAll("label").First(each => each.TextContent == label).GetAttribute("for");
        return shown.Find($"#{id}");
    }

    private static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> shown, string text)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        shown.FindAll("button").First(each => each.TextContent.Trim() == text);

    private static Task Press<T>(IRenderedComponent<T> shown, string text)
        where T : Microsoft.AspNetCore.Components.IComponent => Button(shown, text).ClickAsync();
}
