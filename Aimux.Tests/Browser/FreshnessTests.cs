using System.Globalization;
using Aimux.Grains.Interfaces.Health;
using Aimux.Tests.Architecture;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Browser;

/// <summary>How fresh a page is. What was measured is kept beside the pictures; see docs/performance.md.</summary>
[Collection(nameof(Undisturbed))]
public sealed class FreshnessTests(Chrome chrome) : IClassFixture<Chrome>
{
    private const int Changes = 60;

    /// <summary>Notes when the card of a provider shows another state, by the clock that Aimux has too.</summary>
    private const string Watch = """
        () => {
          window.seen = [];
          const look = () => {
            const state = document.querySelector('[data-provider=one]')?.dataset.condition;
            if (state && state !== window.seen.at(-1)?.state) {
              window.seen.push({ state, at: performance.timeOrigin + performance.now() });
            }
          };
          look();
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
        }
        """;

    [Fact]
    public async Task Every_change_of_a_providers_state_comes_to_the_page_by_itself()
    {
        await using var one = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(one));
        await using var visit = await Visit.LogIn(chrome, aimux, Look.WideLight);
        await visit.Page.Locator("[data-provider=one]").WaitForAsync();
        await visit.Page.EvaluateAsync(Watch);
        var provider = aimux.Grains.GetGrain<IProviderGrain>("one");
        var before = await visit.Page.Locator("[data-provider=one]").GetAttributeAsync("data-condition");
        var delays = new List<double>();

        for (var change = 0; change < Changes; change++)
        {
            // The feed pushes at most ten times a second: a change is somewhere between two pushes.
            await visit.Page.WaitForTimeoutAsync(150 + change * 37 % 100);
            var isPaused = change % 2 == 0;
            var began = TimeProvider.System.GetUtcNow();
            await (isPaused ? provider.Isolate() : provider.Release());
            var shown = await visit.Page.WaitForFunctionAsync(
                "count => window.seen.length >= count && window.seen[count - 1]",
                change + 2
            );
            var state = (await shown.EvaluateAsync<string>("seen => seen.state"))!;
            Assert.Equal(isPaused ? "Paused" : before, state);
            var at = await shown.EvaluateAsync<double>("seen => seen.at");
            delays.Add(at - (began - DateTimeOffset.UnixEpoch).TotalMilliseconds);
        }

        delays.Sort();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"from a change in a grain to the page, {Changes} changes: p50 {delays[Changes / 2]:0} ms, p95 {delays[Changes * 95 / 100]:0} ms, longest {delays[^1]:0} ms"
        );
        TestContext.Current.SendDiagnosticMessage(text);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root.FullName, "artifacts", "screens"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "freshness.txt"),
            text + "\n",
            TestContext.Current.CancellationToken
        );
    }
}
