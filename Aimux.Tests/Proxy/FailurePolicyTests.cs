using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Limits;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class FailurePolicyTests
{
    private static readonly AttemptOutcome[] Failures =
    [
        .. Enum.GetValues<AttemptOutcome>()
            .Except([
                AttemptOutcome.Succeeded,
                AttemptOutcome.CallerLeft,
                AttemptOutcome.GivenUp,
                AttemptOutcome.Outrun,
            ]),
    ];

    [Fact]
    public void Every_outcome_has_one_rule()
    {
        Assert.Equal(Enum.GetValues<AttemptOutcome>().Order(), FailureRules.All.Select(rule => rule.Outcome).Order());
    }

    [Fact]
    public void Only_the_request_its_caller_or_the_end_of_aimux_ends_the_search()
    {
        AttemptOutcome[] ends =
        [
            AttemptOutcome.Succeeded,
            AttemptOutcome.CallerLeft,
            AttemptOutcome.RequestRejected,
            AttemptOutcome.GivenUp,
            AttemptOutcome.ContextTooLong, // for those who know no larger models
            AttemptOutcome.ContentRefused,
            AttemptOutcome.Conflict,
            AttemptOutcome.Outrun,
        ];
        Assert.Equal(
            ends.Order(),
            Enum.GetValues<AttemptOutcome>().Where(outcome => FailurePolicy.After(outcome) == NextStep.ReturnToCaller)
        );
        Assert.Equal((503, "server_error", "shutting_down"), FailurePolicy.Show(AttemptOutcome.GivenUp));
    }

    [Fact]
    public void Another_key_is_tried_exactly_when_the_failure_is_that_of_the_key()
    {
        foreach (var outcome in Failures)
        {
            var ofKey = KeyRest.For(outcome, null, 0) is not null;
            Assert.Equal(ofKey, FailurePolicy.Of(outcome).Rotation != KeyRotation.None);
            Assert.False(ofKey && ProviderVerdict.Of(Some.Report(outcome)) is BreakerEvent.Failed);
        }
    }

    [Fact]
    public void A_failure_after_which_a_key_rests_is_cheap_and_does_not_pass_in_a_second_round()
    {
        Assert.All(
            Failures.Where(outcome => KeyRest.For(outcome, null, 0) is not null),
            outcome =>
            {
                Assert.NotEqual(NextStep.ReturnToCaller, FailurePolicy.After(outcome));
                Assert.False(FailurePolicy.MayPass(outcome));
                Assert.True(FailurePolicy.IsRejection(outcome));
            }
        );
    }

    [Fact]
    public void The_fault_of_an_account_is_not_tried_with_its_other_keys()
    {
        AttemptOutcome[] ofAccount =
        [
            AttemptOutcome.PaymentRequired,
            AttemptOutcome.RateLimited,
            AttemptOutcome.QuotaExhausted,
            AttemptOutcome.AccountLocked,
            AttemptOutcome.TooManyConcurrent,
        ];
        Assert.Equal(ofAccount, Failures.Where(f => FailurePolicy.Of(f).Rotation == KeyRotation.QuotaGroup));
    }

    [Fact]
    public void A_fault_of_the_request_cools_nobody_and_is_told_in_the_providers_words()
    {
        AttemptOutcome[] ofRequest =
        [
            AttemptOutcome.RequestRejected,
            AttemptOutcome.ContextTooLong,
            AttemptOutcome.ContentRefused,
            AttemptOutcome.UnknownField,
            AttemptOutcome.Conflict,
        ];
        Assert.Equal(ofRequest, Failures.Where(outcome => FailurePolicy.Of(outcome).TellsOwnWords));
        Assert.All(
            ofRequest,
            outcome =>
            {
                Assert.Null(KeyRest.For(outcome, TimeSpan.FromSeconds(5), 3));
                Assert.Null(ProviderVerdict.Of(Some.Report(outcome)));
                Assert.Null(ProviderVerdict.ModelRest(Some.Report(outcome), new Random(1)));
                Assert.InRange(FailurePolicy.Show(outcome).Status, 400, 499);
            }
        );
    }

    [Fact]
    public void What_may_pass_lies_with_the_provider()
    {
        Assert.All(
            Failures.Where(FailurePolicy.MayPass),
            outcome =>
            {
                Assert.Equal(NextStep.NextProvider, FailurePolicy.After(outcome));
                Assert.IsType<BreakerEvent.Failed>(ProviderVerdict.Of(Some.Report(outcome, probe: false)));
            }
        );
    }

    [Fact]
    public void Waiting_is_not_repeated_and_a_bad_certificate_does_not_heal()
    {
        Assert.False(FailurePolicy.MayPass(AttemptOutcome.FirstByteTimeout));
        Assert.False(FailurePolicy.MayPass(AttemptOutcome.Stalled));
        Assert.False(FailurePolicy.MayPass(AttemptOutcome.TlsFailed));
    }

    [Fact]
    public void Whatever_failed_after_work_could_have_begun_is_no_rejection()
    {
        var dear = Failures.Where(outcome => !FailurePolicy.IsRejection(outcome));
        Assert.Equal(
            [
                AttemptOutcome.ServerError,
                AttemptOutcome.ConnectionReset,
                AttemptOutcome.FirstByteTimeout,
                AttemptOutcome.Stalled,
                AttemptOutcome.Truncated,
                AttemptOutcome.Malformed,
                AttemptOutcome.ErrorInAnswer,
                AttemptOutcome.RequestTimeout,
                AttemptOutcome.EmptyAnswer,
            ],
            dear
        );
    }

    [Fact]
    public void A_caller_is_shown_an_error_and_never_that_its_own_credentials_are_wrong()
    {
        foreach (var outcome in Failures)
        {
            var (status, type, code) = FailurePolicy.Show(outcome);
            Assert.InRange(status, 400, 599);
            Assert.NotEqual(401, status);
            Assert.NotEmpty(type);
            Assert.NotEmpty(code);

            // What is the provider's fault is never shown as the caller's.
            Assert.True(
                status >= 500 || ProviderVerdict.Of(Some.Report(outcome, probe: false)) is not BreakerEvent.Failed,
                $"{outcome} is shown as {status}"
            );
        }
    }

    [Theory]
    [InlineData(AttemptOutcome.RateLimited, 429, "rate_limit_exceeded")]
    [InlineData(AttemptOutcome.QuotaExhausted, 429, "quota_exhausted")]
    [InlineData(AttemptOutcome.PaymentRequired, 402, "payment_required")]
    [InlineData(AttemptOutcome.Forbidden, 403, "forbidden")]
    [InlineData(AttemptOutcome.ModelNotFound, 404, "model_not_found")]
    [InlineData(AttemptOutcome.Unauthorized, 502, "upstream_key_refused")]
    [InlineData(AttemptOutcome.Overloaded, 503, "upstream_overloaded")]
    [InlineData(AttemptOutcome.FirstByteTimeout, 504, "upstream_timeout")]
    [InlineData(AttemptOutcome.Stalled, 504, "upstream_timeout")]
    [InlineData(AttemptOutcome.ConnectFailed, 502, "upstream_unreachable")]
    [InlineData(AttemptOutcome.TlsFailed, 502, "upstream_unreachable")]
    [InlineData(AttemptOutcome.ServerError, 502, "upstream_failed")]
    [InlineData(AttemptOutcome.Truncated, 502, "upstream_failed")]
    [InlineData(AttemptOutcome.Malformed, 502, "upstream_failed")]
    [InlineData(AttemptOutcome.EmptyAnswer, 502, "upstream_failed")]
    [InlineData(AttemptOutcome.RequestRejected, 400, "invalid_request")]
    [InlineData(AttemptOutcome.ContextTooLong, 400, "context_length_exceeded")]
    [InlineData(AttemptOutcome.ContentRefused, 400, "content_policy_violation")]
    [InlineData(AttemptOutcome.UnknownField, 400, "unknown_parameter")]
    [InlineData(AttemptOutcome.Conflict, 409, "conflict")]
    [InlineData(AttemptOutcome.AccountLocked, 502, "upstream_account_locked")]
    [InlineData(AttemptOutcome.TooManyConcurrent, 429, "too_many_concurrent")]
    [InlineData(AttemptOutcome.Blocked, 502, "upstream_blocked")]
    [InlineData(AttemptOutcome.RequestTimeout, 504, "upstream_timeout")]
    [InlineData(AttemptOutcome.NameNotResolved, 502, "upstream_unreachable")]
    [InlineData(AttemptOutcome.Unreachable, 502, "upstream_unreachable")]
    [InlineData(AttemptOutcome.ModelBusy, 503, "upstream_overloaded")]
    public void Each_failure_is_shown_as_what_it_is(AttemptOutcome outcome, int status, string code)
    {
        var shown = FailurePolicy.Show(outcome);
        Assert.Equal((status, code), (shown.Status, shown.Code));
    }

    [Fact]
    public void The_failure_that_tells_most_about_what_to_do_weighs_most()
    {
        // Come back later, fix the request, wait for the provider, wait for the key, shorten the request, pay, ask for
        // access, mend the key, name the model.
        AttemptOutcome[] order =
        [
            AttemptOutcome.GivenUp,
            AttemptOutcome.RequestRejected,
            AttemptOutcome.ServerError,
            AttemptOutcome.RateLimited,
            AttemptOutcome.ContextTooLong,
            AttemptOutcome.PaymentRequired,
            AttemptOutcome.Forbidden,
            AttemptOutcome.Unauthorized,
            AttemptOutcome.ModelNotFound,
        ];
        Assert.Equal(order, order.OrderByDescending(FailurePolicy.Weight));
        Assert.Equal(order.Length, order.Select(FailurePolicy.Weight).Distinct().Count());
        Assert.All(
            Failures,
            outcome => Assert.Contains(FailurePolicy.Weight(outcome), order.Select(FailurePolicy.Weight))
        );
        Assert.Equal(FailurePolicy.Weight(AttemptOutcome.ServerError), FailurePolicy.Weight(AttemptOutcome.ModelBusy));
        Assert.Equal(FailurePolicy.Weight(AttemptOutcome.Forbidden), FailurePolicy.Weight(AttemptOutcome.Blocked));
    }
}
