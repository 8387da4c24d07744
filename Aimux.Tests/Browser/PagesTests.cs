using System.Net;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Aimux.Tests.Browser;

/// <summary>Every page, as people see it, in both themes, on a phone and on a wide screen.</summary>
public sealed class PagesTests(Chrome chrome) : IClassFixture<Chrome>
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Every_page_can_be_used_by_everybody(bool isDark, int width, int height)
    {
        await using var fast = await Simulated.Start("fast", new() { TimeToFirstTokenMs = 5, OutputTokens = 40 });
        await using var slow = await Simulated.Start("slow", new() { TimeToFirstTokenMs = 40 });
        await using var broken = await Simulated.Start("broken", new() { Faults = new FaultRates { ServerError = 1 } });
        await using var file = new FollowedFile();
        file.Write(
            $$"""
            # Ours.
            version: 1
            providers[3]{id,base_url,models}:
              fast,{{fast.BaseUrl}},demo
              slow,{{slow.BaseUrl}},demo
              broken,{{broken.BaseUrl}},demo
            keys[4]{provider,id,secret,rpm,enabled}:
              fast,main,env:KEY_fast,100,true
              fast,spare,env:KEY_spare,100,false
              slow,main,env:KEY_slow,null,true
              broken,main,env:KEY_broken,null,true
            models[1]{name,candidates,policy}:
              chat,broken/demo fast/demo slow/demo,ordered
            """
        );
        var aimux = await file.Start();
        var decision = "";
        for (var i = 0; i < 12; i++)
        {
            using var answer = await aimux.Chat(Some.Chat(i % 2 == 0 ? "chat" : "demo"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            decision = i == 0 ? answer.Headers.GetValues("x-aimux-decision").Single() : decision;
        }

        await using var visit = await Visit.Begin(chrome, aimux, new Look(isDark, width, height));
        await visit.Page.GotoAsync(visit.At("/settings"));
        await visit.Inspect("login");
        await visit.EnterPassword("wrong");
        await visit.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        await visit.Inspect("login-wrong");
        await visit.EnterPassword("admin");
        await visit.Ready();
        await visit.Inspect("settings-password");

        await visit.Go("/");
        await visit.Page.Locator("[data-provider]").First.WaitForAsync();
        await visit.Page.Locator(".legend").First.WaitForAsync();
        await visit.Inspect("overview");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Table).First.WaitForAsync();
        await visit.Inspect("overview-table");

        await visit.Go("/providers");
        await visit.Page.Locator("[data-provider-row=slow]").WaitForAsync();
        await visit.Inspect("providers");
        await visit.Button("Edit slow").ClickAsync();
        await visit.Button("Save").WaitForAsync();
        await visit.Inspect("provider-edit");
        await visit.Go("/providers?add=1");
        await visit.Button("Save").WaitForAsync();
        await visit.Inspect("provider-add");
        await visit.Button("Save").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".field-error, .findings li").First).ToBeInViewportAsync();
        await visit.Inspect("provider-mistakes");

        await visit.Go("/keys");
        await visit.Page.Locator("[data-key='fast/main'] .meter").First.WaitForAsync();
        await visit.Inspect("keys");
        await visit.Button("Edit fast/main").ClickAsync();
        await visit.Button("Save").WaitForAsync();
        await visit.Inspect("key-edit");

        await visit.Go("/models");
        await visit.Button("chat").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Table).First.WaitForAsync();
        await visit.Inspect("models");
        await visit.Button("Add a route").ClickAsync();
        await visit.Button("Save").WaitForAsync();
        await visit.Inspect("route-add");

        await visit.Go("/requests");
        await visit.Page.Locator("[data-decision]").First.WaitForAsync();
        await visit.Inspect("requests");
        await visit.Go($"/requests/{decision}");
        await visit.Page.Locator(".timeline").WaitForAsync();
        await visit.Inspect("request");

        await visit.Go("/playground?model=chat");
        await visit.Page.GetByLabel("Message").FillAsync("Hello");
        await visit.Button("Send").ClickAsync();
        await visit.Page.Locator(".bubble-facts a").WaitForAsync();
        await visit.Inspect("playground");

        await visit.Go("/settings/callers");
        await visit.Button("Add a caller").ClickAsync();
        await visit.Button("Save").WaitForAsync();
        await visit.Inspect("caller-add");
        await visit.Page.GetByLabel("Name").FillAsync("laptop");
        await visit.Button("Save").ClickAsync();
        await visit.Page.Locator("[data-token]").WaitForAsync();
        await visit.Inspect("settings-callers");
        await visit.Go("/settings/configuration");
        await visit.Button("Compare").First.ClickAsync();
        await visit.Page.Locator(".diff").WaitForAsync();
        await visit.Inspect("settings-configuration");
        await visit.Button("Edit as text").ClickAsync();
        await visit.Inspect("settings-text");
        await visit.Go("/settings/drills");
        await visit.Button("Start").ClickAsync();
        await visit.Page.Locator("[data-drill]").WaitForAsync();
        await visit.Inspect("settings-drills");
        await visit.Go("/settings/backup");
        await visit.Inspect("settings-backup");

        await visit.Go("/nowhere");
        visit.ForgetComplaints(); // the browser names a page that is not there
        await visit.Inspect("not-found");
    }

    [Theory]
    [InlineData(true, 360, 740)]
    [InlineData(false, 1440, 900)]
    public async Task Who_has_no_provider_yet_is_led_to_one(bool isDark, int width, int height)
    {
        await using var file = new FollowedFile();
        file.Write("version: 1\n");
        var aimux = await file.Start();
        await using var visit = await Visit.LogIn(chrome, aimux, new Look(isDark, width, height));

        await visit.Page.Locator("[data-provider]").First.WaitForAsync();
        await visit.Inspect("first-overview");
        await visit.Go("/providers");
        await visit.Inspect("first-providers");
        await visit.Go("/requests");
        await visit.Inspect("first-requests");
        await visit.Go("/keys");
        await visit.Inspect("first-keys");
    }

    /// <summary>Pages of packages: whether they work under Aimux's security headers, at the addresses that Aimux gives them.</summary>
    [Fact]
    public async Task The_reference_of_the_API_and_the_dashboard_of_Orleans_open()
    {
        await using var one = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(one));
        await using var visit = await Visit.LogIn(chrome, aimux, Look.WideLight);

        await visit.Page.GotoAsync(visit.At("/api/reference"));
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Aimux admin API" }).First.WaitForAsync();
        await visit.KeepPicture("api-reference");
        visit.AssertNoComplaint();

        await visit.Page.GotoAsync(visit.At("/orleans/#/grains"));
        await visit.Page.GetByText("ProviderGrain").First.WaitForAsync();
        await visit.KeepPicture("orleans");
        visit.AssertNothingRefused(); // its script has errors of its own while its first figures are not there
    }
}
