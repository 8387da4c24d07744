namespace Aimux.Tests.VirtualTime;

/// <summary>The scenarios in which routing must hold its own against an oracle.</summary>
internal static class Scenarios
{
    private const double ChangeAt = 60;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("steady", Upstream.Constant("a", 50), Upstream.Constant("b", 150), Upstream.Constant("c", 400)),
        new(
            "step",
            new Upstream("a", t => t < ChangeAt ? 50 : 800),
            Upstream.Constant("b", 150),
            Upstream.Constant("c", 400)
        )
        {
            Changes = [ChangeAt],
        },
        new(
            "step and back",
            new Upstream("a", t => t is < ChangeAt or > 120 ? 50 : 800),
            Upstream.Constant("b", 150),
            Upstream.Constant("c", 400)
        )
        {
            Changes = [ChangeAt, 120],
        },
        new(
            "ramp",
            new Upstream("a", t => 50 + 500 * Math.Clamp((t - ChangeAt) / 60, 0, 1)),
            Upstream.Constant("b", 200),
            Upstream.Constant("c", 400)
        ),
        new(
            "spikes",
            new Upstream("a", t => t % 20 < 2 ? 600 : 60),
            Upstream.Constant("b", 150),
            Upstream.Constant("c", 400)
        )
        {
            Changes = [.. Enumerable.Range(0, 9).Select(i => 20.0 * i)],
        },
        new(
            "brown-out",
            Upstream.Constant("a", 50) with
            {
                FailureRate = t => t is > ChangeAt and < 120 ? 0.6 : 0,
            },
            Upstream.Constant("b", 150),
            Upstream.Constant("c", 400)
        )
        {
            Changes = [ChangeAt, 120],
        },
        new(
            "correlated outage",
            Upstream.Constant("a", 50) with
            {
                IsDown = t => t is > ChangeAt and < 80,
            },
            Upstream.Constant("b", 80) with
            {
                IsDown = t => t is > ChangeAt and < 80,
            },
            Upstream.Constant("c", 400)
        )
        {
            Changes = [ChangeAt, 80],
        },
        new(
            "five alike",
            Upstream.Constant("a", 100),
            Upstream.Constant("b", 101),
            Upstream.Constant("c", 102),
            Upstream.Constant("d", 103),
            Upstream.Constant("e", 104)
        ),
        new(
            "capacity",
            Upstream.Constant("a", 60) with
            {
                Slots = 30,
            },
            Upstream.Constant("b", 90) with
            {
                Slots = 30,
            },
            Upstream.Constant("c", 120) with
            {
                Slots = 60,
            }
        ),
        new(
            "slow but talkative",
            Upstream.Constant("a", 300) with
            {
                TokensPerSecond = 2_000,
            },
            Upstream.Constant("b", 60) with
            {
                TokensPerSecond = 60,
            }
        )
        {
            Tokens = 200,
        },
        new("three hundred", [.. Enumerable.Range(0, 300).Select(i => Upstream.Constant($"p{i}", 60 + 5 * i))])
        {
            Seconds = 240,
        },
        new(
            "tail and hedge",
            Upstream.Constant("a", 80) with
            {
                Spread = 1.2,
            },
            Upstream.Constant("b", 100) with
            {
                Spread = 0.3,
            }
        )
        {
            Hedge = true,
        },
    ];

    /// <summary>A thousand keys of one provider, at a share of what they admit; long enough to use up what they have saved.</summary>
    public static Scenario ThousandKeys(double load) =>
        new($"1,000 keys at {load:P0}", Upstream.Constant("a", 50) with { Keys = 1_000, RequestsPerMinute = 60 })
        {
            Rate = 1_000 * load,
            Seconds = load > 1 ? 900 : 300,
        };
}
