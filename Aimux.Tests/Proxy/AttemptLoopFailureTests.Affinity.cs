using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Routing;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What decides between providers that could all serve.</summary>
public sealed partial class AttemptLoopFailureTests
{
    private const int LongPrompt = 20_000;
    private static readonly Uri Nowhere = new("https://example.test/v1");

    [Fact]
    public void A_conversation_stays_where_its_cache_is_warm()
    {
        var board = Board();
        Measure(board, "one", firstMs: 900, coldMs: 700);
        Measure(board, "two", firstMs: 1_000, coldMs: 700);
        Assert.Equal("one", First(board));

        board.Remember(7, "two", "two/a");

        Assert.Equal("two", First(board, conversation: 7));
        Assert.Equal("one", First(board, conversation: 8));
    }

    [Fact]
    public void A_conversation_leaves_a_provider_that_became_slower_than_a_cold_start()
    {
        var board = Board();
        board.Remember(7, "two", "two/a");
        Measure(board, "one", firstMs: 900, coldMs: 700);
        Measure(board, "two", firstMs: 5_000, coldMs: 700);

        Assert.Equal("one", First(board, conversation: 7));
    }

    [Fact]
    public void A_talkative_slow_provider_does_not_win_by_its_tokens()
    {
        var board = Board();
        Measure(board, "one", firstMs: 3_000, tokensPerSecond: 100, outputTokens: 2_000);
        Measure(board, "two", firstMs: 300, tokensPerSecond: 100, outputTokens: 100);

        Assert.Equal("two", First(board));
    }

    private static RoutingBoard Board()
    {
        var board = new RoutingBoard(TimeProvider.System);
        var providers = new[] { Some.Provider("one", Nowhere), Some.Provider("two", Nowhere) };
        board.Apply(
            new CatalogChanged(new ProviderCatalog(1, Some.Time, [.. providers], [Some.Route("r", "one", "two")]))
        );
        return board;
    }

    private static void Measure(
        RoutingBoard board,
        string provider,
        double firstMs,
        double? coldMs = null,
        double tokensPerSecond = 0,
        double outputTokens = 0
    )
    {
        var first = new LatencyEstimate(firstMs, firstMs, firstMs, 0, DateTimeOffset.MaxValue);
        var size = InputSize.Of(LongPrompt);
        board.Apply(
            new SpeedChanged(
                1,
                provider,
                new ModelSpeed(Some.Model, size, first, tokensPerSecond, outputTokens, coldMs)
            )
        );
    }

    private static string First(RoutingBoard board, ulong conversation = 0) =>
        RouteRules
            .Decide(
                new RouteQuery("r", LongPrompt, Conversation: conversation, Preview: true),
                board,
                TimeProvider.System.GetUtcNow(),
                new Random(1)
            )
            .Candidates[0]
            .ProviderId;
}
