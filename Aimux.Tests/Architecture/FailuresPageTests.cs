using System.Text.RegularExpressions;
using Aimux.Silo.Dialects;
using Aimux.Tests.Failures;
using Xunit;

namespace Aimux.Tests.Architecture;

/// <summary>docs/failures.md: what it says is shown by a test is, and its rows are those of the tests.</summary>
public sealed partial class FailuresPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(Repository.Root.FullName, "docs", "failures.md")
    );

    /// <summary>
    /// Tests that the page names and nobody has written yet. This list must become empty: who writes one takes its name
    /// out, and nothing may be added.
    /// </summary>
    private static readonly string[] Pending =
    [
        "AttemptLoopFailureTests.A_429_without_headers_is_had_elsewhere",
        "AttemptLoopFailureTests.A_busy_model_is_had_elsewhere",
        "AttemptLoopFailureTests.A_caller_who_leaves_ends_every_attempt_and_every_wait",
        "AttemptLoopFailureTests.A_conversation_leaves_a_provider_that_became_slower_than_a_cold_start",
        "AttemptLoopFailureTests.A_conversation_stays_where_its_cache_is_warm",
        "AttemptLoopFailureTests.A_field_that_the_provider_does_not_know_is_left_out_once_and_remembered",
        "AttemptLoopFailureTests.A_grain_out_of_reach_is_no_fault_of_the_caller",
        "AttemptLoopFailureTests.A_late_first_byte_is_hedged_and_the_loser_is_cancelled",
        "AttemptLoopFailureTests.A_missing_model_is_asked_for_with_one_other_key",
        "AttemptLoopFailureTests.A_prompt_that_is_too_long_goes_only_to_larger_models",
        "AttemptLoopFailureTests.A_request_at_fault_is_tried_once_and_cools_nobody",
        "AttemptLoopFailureTests.A_reset_is_sent_again_twice_with_the_same_key",
        "AttemptLoopFailureTests.A_silent_wait_is_kept_alive_for_a_streaming_caller",
        "AttemptLoopFailureTests.A_soak_of_faults_and_aborts_leaves_nothing_behind",
        "AttemptLoopFailureTests.A_stream_that_stalls_before_its_content_is_had_elsewhere",
        "AttemptLoopFailureTests.A_stream_that_stalls_in_its_middle_ends_with_an_error",
        "AttemptLoopFailureTests.A_talkative_slow_provider_does_not_win_by_its_tokens",
        "AttemptLoopFailureTests.After_the_first_content_nobody_else_is_asked",
        "AttemptLoopFailureTests.An_empty_answer_is_asked_for_again",
        "AttemptLoopFailureTests.An_end_without_a_finish_is_had_elsewhere_if_nothing_was_sent",
        "AttemptLoopFailureTests.An_error_inside_an_answer_is_followed_up_by_its_code",
        "AttemptLoopFailureTests.One_body_that_fails_everywhere_opens_no_breaker",
        "AttemptLoopFailureTests.Too_many_at_once_wait_their_turn",
        "AttemptLoopFailureTests.What_may_pass_is_sent_again_once_with_the_same_key",
        "AttemptLoopFailureTests.With_all_resting_a_request_waits_for_the_first_to_reopen",
    ];

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var named = Named().Matches(Page).Select(match => match.Groups["name"].Value).Distinct().ToList();
        var written = typeof(FailuresPageTests)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods()
                    .Where(method => method.GetCustomAttributes(inherit: false).OfType<FactAttribute>().Any())
                    .Select(method => $"{type.Name}.{method.Name}")
            )
            .ToHashSet();

        Assert.True(named.Count > 50);
        Assert.Empty(named.Except(written).Except(Pending));
        Assert.Empty(Pending.Intersect(written));
        Assert.Empty(Pending.Except(named));
    }

    [Fact]
    public void Every_row_has_its_case_and_every_case_its_row()
    {
        string[] theories =
        [
            nameof(FailureRowTests.A_failed_answer),
            nameof(FailureRowTests.A_connection_that_came_to_nothing),
            nameof(FailureRowTests.An_answer_that_was_none),
            nameof(FailureRowTests.What_is_nobodys_fault),
        ];
        var cases = theories.SelectMany(theory => TestCases.Of(typeof(FailureRowTests), theory)).Select(CaseName);
        Assert.Equal(cases.Distinct().Order(), Rows("The table").Order());
    }

    [Fact]
    public void Every_code_of_zai_has_its_row_its_case_and_its_place_in_the_product()
    {
        var rows = Rows("z.ai's codes").Order().ToList();
        var cases = TestCases.Of(typeof(ZaiCodeTests), nameof(ZaiCodeTests.A_code_is_named_wherever_it_stands));
        var product = NumberRows.All.Where(row => row.NotShape == ErrorShape.BaseResp).Select(row => row.Code);
        Assert.Equal(cases.Select(CaseName).Order(), rows);
        Assert.Equal(product.Order(), rows);
    }

    [Fact]
    public void A_row_that_names_no_test_is_found()
    {
        Assert.DoesNotMatch(Named(), "`Breaker.Next`");
        Assert.Equal("BreakerTests.A_b", Named().Match("see `BreakerTests.A_b`").Groups["name"].Value);
        Assert.All(
            Lines("The table").Concat(Lines("What users of other gateways complain about")),
            line => Assert.Matches(Named(), line)
        );
    }

    private static string CaseName(object?[] values) => (string)values[0]!;

    private static IEnumerable<string> Rows(string heading) =>
        Lines(heading).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1]);

    /// <summary>The rows of the table under a heading, without those that name its columns.</summary>
    private static IEnumerable<string> Lines(string heading)
    {
        var start = Page.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/failures.md has lost its heading '{heading}'.");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        var lines = Page[start..(end < 0 ? Page.Length : end)].Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.True(lines.Count > 2, $"docs/failures.md has no table under '{heading}'.");
        return lines.Skip(2);
    }

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Named();
}
