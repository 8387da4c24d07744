using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Limits;

public sealed class RestStateTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Fact]
    public void Only_moves_later_whatever_comes()
    {
        var step = Gen.Select(Gen.Int[-1_000, 5_000], Gen.Int[0, 2_000], Gen.Enum<AttemptOutcome>());
        step.Array[1, 100]
            .Sample(steps =>
            {
                var (rest, models, now) = (new RestState(), new ModelRests(), Now);
                foreach (var (ms, pause, reason) in steps)
                {
                    now = now.AddMilliseconds(pause);
                    var (before, modelBefore) = (rest.Until, models.Until("m", now));
                    var until = now.AddMilliseconds(ms);

                    Assert.Equal(ms > 0 && !(until <= before), rest.Begin(until, reason, now));
                    models.Begin(new ModelRest("m", until, reason), now);

                    Assert.True(before is null || rest.Until >= before);
                    Assert.True(modelBefore is null || models.Until("m", now) >= modelBefore);
                }
            });
    }

    [Fact]
    public void Counts_the_rests_of_one_kind_in_a_row()
    {
        var rest = new RestState();
        rest.Begin(Now.AddSeconds(1), AttemptOutcome.RateLimited, Now);
        rest.Begin(Now.AddSeconds(2), AttemptOutcome.RateLimited, Now);
        Assert.Equal(1, rest.Strikes(AttemptOutcome.RateLimited));
        rest.Begin(Now.AddSeconds(5), AttemptOutcome.RateLimited, Now.AddSeconds(2));
        Assert.Equal(2, rest.Strikes(AttemptOutcome.RateLimited));
        Assert.Equal(0, rest.Strikes(AttemptOutcome.Unauthorized));
        rest.Begin(Now.AddSeconds(9), AttemptOutcome.Unauthorized, Now.AddSeconds(5));
        Assert.Equal(1, rest.Strikes(AttemptOutcome.Unauthorized));
        rest.OnSuccess(Now.AddSeconds(8));
        Assert.Equal(1, rest.Strikes(AttemptOutcome.Unauthorized));
        rest.OnSuccess(Now.AddSeconds(9));
        Assert.Equal(0, rest.Strikes(AttemptOutcome.Unauthorized));
    }

    [Fact]
    public void Of_models_a_bounded_number_rests_and_the_last_named_are_among_them()
    {
        var models = new ModelRests();
        for (var i = 0; i < 3 * ModelRests.Most; i++)
        {
            models.Begin(new ModelRest($"m{i}", Now.AddMinutes(30).AddSeconds(i), AttemptOutcome.ModelNotFound), Now);
        }

        Assert.Equal(ModelRests.Most, models.All.Length);
        Assert.NotNull(models.Until($"m{3 * ModelRests.Most - 1}", Now));
        Assert.Null(models.Until("m0", Now));
    }
}
