using System.Collections.Concurrent;
using Aimux.Tests.Architecture;
using Aimux.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Aimux.Tests.Browser;

/// <summary>Somebody who uses the pages of a running Aimux. What the browser complains of is a failure.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly string Artifacts = Path.Combine(Repository.Root.FullName, "artifacts", "screens");

    /// <summary>The themes differ in their colours alone: what else axe finds, it finds in the light.</summary>
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
    };

    private readonly IBrowserContext _context;
    private readonly Look _look;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly Uri _address;

    private Visit(IBrowserContext context, IPage page, Uri address, Look look)
    {
        (_context, Page, _address, _look) = (context, page, address, look);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Enqueue($"console at {page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"script at {page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (
                new Uri(request.Url) is { Scheme: not ("data" or "blob") } asked
                && asked.Authority != address.Authority
            )
            {
                _complaints.Enqueue($"{page.Url} asks another host: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public static async Task<Visit> Begin(Chrome chrome, RunningAimux aimux, Look look)
    {
        var context = await chrome.Open(look);
        using var admin = aimux.NewAdminClient();
        return new Visit(context, await context.NewPageAsync(), admin.BaseAddress!, look);
    }

    /// <summary>Begins a visit and logs in.</summary>
    public static async Task<Visit> LogIn(Chrome chrome, RunningAimux aimux, Look look, string password = "admin")
    {
        var visit = await Begin(chrome, aimux, look);
        await visit.Page.GotoAsync(visit.At("/"));
        await visit.EnterPassword(password);
        await visit.Ready();
        return visit;
    }

    public string At(string path) => new Uri(_address, path).ToString();

    /// <summary>Fills in the form of the page for logging in.</summary>
    public async Task EnterPassword(string password)
    {
        await Page.GetByLabel("User").FillAsync("admin");
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }

    /// <summary>Opens a page and waits until it lives.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(At(path));
        await Ready();
    }

    /// <summary>Waits until the page listens to what is done on it.</summary>
    public Task Ready() => Page.Locator("main[data-ready]").WaitForAsync();

    public ILocator Button(string name, bool exact = true) =>
        Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    /// <summary>
    /// Keeps a picture of the page, and holds it to what every page must be: without a violation of WCAG 2.2 AA that axe
    /// finds, no wider than the screen, and with nothing that the browser complains of.
    /// </summary>
    public async Task Inspect(string name)
    {
        await KeepPicture(name);
        var found = await Page.RunAxe(_look.IsDark ? Colours : null);
        Assert.True(
            found.Violations.Length == 0,
            $"{name}, {_look}:\n"
                + string.Join(
                    '\n',
                    found.Violations.Select(violation =>
                        $"{violation.Id}: {violation.Help}\n  "
                        + string.Join("\n  ", violation.Nodes.Select(node => node.Html))
                    )
                )
        );
        var width = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= _look.Width, $"{name}, {_look}: {width} px wide");
        AssertNoComplaint();
    }

    /// <summary>Keeps a picture of the page.</summary>
    public Task KeepPicture(string name)
    {
        Directory.CreateDirectory(Artifacts);
        return Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Artifacts, $"{name}.{_look}.png"),
                FullPage = true,
                Animations = ScreenshotAnimations.Disabled,
            }
        );
    }

    /// <summary>The browser refused nothing that the page wanted, nor did the page ask another host.</summary>
    public void AssertNothingRefused() =>
        Assert.DoesNotContain(
            _complaints,
            complaint =>
                complaint.Contains("Content Security Policy", StringComparison.Ordinal)
                || complaint.Contains("asks another host", StringComparison.Ordinal)
        );

    /// <summary>The browser complained of nothing so far.</summary>
    public void AssertNoComplaint() => Assert.True(_complaints.IsEmpty, string.Join('\n', _complaints));

    /// <summary>What the browser complained of so far is expected, and forgotten.</summary>
    public void ForgetComplaints() => _complaints.Clear();

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
