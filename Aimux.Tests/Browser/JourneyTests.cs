using System.Net;
using Aimux.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Aimux.Tests.Browser;

/// <summary>An operator's first day, from an empty configuration on.</summary>
public sealed class JourneyTests(Chrome chrome) : IClassFixture<Chrome>
{
    private const string Password = "made-up and long enough";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task From_nothing_to_a_provider_a_failover_and_back(bool isDark, int width, int height)
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two", new() { TimeToFirstTokenMs = 200 });
        await using var file = new FollowedFile();
        file.Write("# Mine: keep this line.\nversion: 1\n");
        var aimux = await file.Start();
        await using var visit = await Visit.LogIn(chrome, aimux, new Look(isDark, width, height));

        await ChangePassword(visit);
        aimux.Admin.DefaultRequestHeaders.Authorization = RunningAimux.Basic("admin", Password);
        await AddProvider(visit, "one", one.BaseUrl, "first", "second");
        await SeeItServe(visit, aimux);
        await SeeAnotherComeByItself(visit, aimux, two.BaseUrl);
        var decision = await RunADrill(visit, aimux);
        await SeeWhy(visit, decision);
        var before = await File.ReadAllTextAsync(file.Path, Cancellation);
        await EditKey(visit, file);
        await RestoreTheVersionBefore(visit);
        Assert.Equal(before, await File.ReadAllTextAsync(file.Path, Cancellation));

        Assert.StartsWith(
            "# Mine: keep this line.\n",
            await File.ReadAllTextAsync(file.Path, Cancellation),
            StringComparison.Ordinal
        );
        await visit.Inspect("journey-end");
        await LogOut(visit);
    }

    private static async Task ChangePassword(Visit visit)
    {
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Choose your own" }).ClickAsync();
        await visit.Page.GetByLabel("Present password").FillAsync("admin");
        await visit.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(Password);
        await visit.Page.GetByLabel("New password, again").FillAsync(Password);
        await visit.Button("Change the password").ClickAsync();
        await visit.Page.GetByText("The password is changed").WaitForAsync();
        await visit.Go("/");
        await visit.Page.Locator("[data-provider]").First.WaitForAsync();
        Assert.Equal(0, await visit.Page.GetByText("Choose your own").CountAsync());
    }

    private static async Task AddProvider(Visit visit, string id, Uri url, params string[] keys)
    {
        await visit.Go("/providers");
        await visit.Button("Add a provider").First.ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Provider", new() { Exact = true }).SelectOptionAsync("");
        await dialog.Locator("#p-id").FillAsync(id);
        await dialog.GetByLabel("Base URL").FillAsync(url.ToString());
        for (var i = 0; i < keys.Length; i++)
        {
            if (i >= await dialog.Locator("fieldset").CountAsync())
            {
                await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a key" }).ClickAsync();
            }

            var key = dialog.Locator("fieldset").Nth(i);
            await key.GetByLabel("Name").FillAsync(keys[i]);
            await key.GetByLabel("Secret").FillAsync($"fake-{keys[i]}");
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await dialog.Locator(".test-row .good").WaitForAsync();
        await visit.Inspect("journey-add");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Page.GetByText($"{id} is in force").WaitForAsync();
        foreach (var key in keys)
        {
            await visit.Page.Locator($"[data-provider-row={id}]").GetByText(key, new() { Exact = true }).WaitForAsync();
        }
    }

    /// <summary>Its card goes from unknown to ready, and its part of the chart from nothing to something.</summary>
    private static async Task SeeItServe(Visit visit, RunningAimux aimux)
    {
        await visit.Go("/");
        await visit.Page.Locator("[data-provider=one][data-condition=Unknown]").WaitForAsync();
        var chart = visit.Page.Locator("figure", new() { HasText = "Attempts by provider" });
        await chart.GetByText("No attempt in this time").WaitForAsync();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await aimux.Chat(Some.ChatBody);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await visit.Page.Locator("[data-provider=one][data-condition=Ready]").WaitForAsync();
        await chart.Locator(".legend").GetByText("one").WaitForAsync();
        await chart.GetByText("No attempt in this time").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        var drawn = await chart.Locator("path.s1").GetAttributeAsync("d");
        await visit.Inspect("journey-traffic");
        using var another = await aimux.Chat(Some.ChatBody);
        await Until.True(async () => await chart.Locator("path.s1").GetAttributeAsync("d") != drawn);
    }

    /// <summary>What a script adds is on the page without anybody's asking.</summary>
    private static async Task SeeAnotherComeByItself(Visit visit, RunningAimux aimux, Uri url)
    {
        var body = $$"""{"id":"two","base_url":"{{url}}","keys":[{"id":"only","secret":"fake-only"}]}""";
        using var added = await aimux.Admin.PostAsync("/api/providers", RunningAimux.Json(body), Cancellation);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        await visit.Page.Locator("[data-provider=two]").WaitForAsync();
        using var refreshed = await aimux.Admin.PostAsync("/api/models/refresh", null, Cancellation);
        await Until.True(async () =>
            (await aimux.Admin.GetStringAsync($"/api/explain?model={Some.Model}", Cancellation)).Contains(
                "\"two\"",
                StringComparison.Ordinal
            )
        );
    }

    /// <returns>The id of the decision of a request that went elsewhere.</returns>
    private static async Task<string> RunADrill(Visit visit, RunningAimux aimux)
    {
        await visit.Go("/settings/drills");
        await visit.Page.GetByLabel("Who").SelectOptionAsync("one");
        await visit.Page.GetByLabel("How", new() { Exact = true }).SelectOptionAsync("ServerError");
        await visit.Button("Start").ClickAsync();
        await visit.Page.Locator("[data-drill]").WaitForAsync();
        var decision = "";
        await Until.True(async () =>
        {
            using var answer = await aimux.Chat(Some.ChatBody);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            decision = answer.Headers.GetValues("x-aimux-decision").Single();
            return (await aimux.Decision(answer))["attempts"]!.AsArray().Count > 1;
        });
        await visit.Page.Locator("[data-drill]").GetByText("attempts met it").WaitForAsync();
        await visit.Go("/");
        await visit.Page.Locator("[data-provider=one]").GetByText("Last error").WaitForAsync();
        await visit.Page.GetByText("failover", new() { Exact = true }).First.WaitForAsync();
        await visit.Inspect("journey-failover");
        await visit.Go("/settings/drills");
        await visit.Button("Stop the drill at one").ClickAsync();
        await visit.Page.GetByText("No drill is under way").WaitForAsync();
        return decision;
    }

    private static async Task SeeWhy(Visit visit, string decision)
    {
        await visit.Go("/requests");
        await visit.Page.Locator($"[data-decision='{decision}']").ClickAsync();
        var sheet = visit.Page.GetByRole(AriaRole.Dialog);
        await sheet.Locator(".timeline li").Nth(1).WaitForAsync();
        Assert.Equal(["one", "two"], await sheet.Locator(".timeline b").AllInnerTextsAsync());
        await visit.Inspect("journey-why");
        await visit.Page.Keyboard.PressAsync("Escape");
        await sheet.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task EditKey(Visit visit, FollowedFile file)
    {
        await visit.Go("/keys");
        await visit.Button("Edit one/second").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Limits and weight").ClickAsync();
        await dialog.GetByLabel("Requests/min").FillAsync("37");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Page.Locator("[data-key='one/second']").GetByText("of 37 left").WaitForAsync();
        Assert.Matches(",37(,|\n)", await File.ReadAllTextAsync(file.Path, Cancellation));
    }

    private static async Task RestoreTheVersionBefore(Visit visit)
    {
        await visit.Go("/settings/configuration");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Restore the version" }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await visit.Page.GetByText("Restored, and in force").WaitForAsync();
    }

    private static async Task LogOut(Visit visit)
    {
        await visit.Button("Log out").ClickAsync();
        await visit.Page.GetByLabel("Password").WaitForAsync();
        await visit.Page.GotoAsync(visit.At("/keys"));
        Assert.Contains("/login", visit.Page.Url, StringComparison.Ordinal);
    }
}
