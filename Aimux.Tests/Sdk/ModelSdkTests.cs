using System.ClientModel;
using Aimux.Tests.Support;
using OpenAI.Models;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class ModelSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_are_listed_once_however_many_providers_serve_them()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(
            Some.Provider(one) with
            {
                Models = [Some.Model, "only-here"],
            },
            Some.Provider(two)
        );

        OpenAIModelCollection models = await new SdkClient(aimux).Models.GetModelsAsync(Cancellation);

        Assert.Equal([Some.Model, "only-here"], models.Select(model => model.Id));
        Assert.Equal(["aimux", "one"], models.Select(model => model.OwnedBy));
        Assert.All(models, model => Assert.True(model.CreatedAt > Some.Time.AddYears(-1)));
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("one/demo")]
    [InlineData("vendor/family-1.5:free")]
    public async Task A_model_is_found_by_its_name(string name)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(
            Some.Provider(provider) with
            {
                Models = [Some.Model, "vendor/family-1.5:free"],
            }
        );

        OpenAIModel model = await new SdkClient(aimux).Models.GetModelAsync(name, Cancellation);

        Assert.Equal(name, model.Id);
        Assert.Equal("one", model.OwnedBy);
    }

    [Fact]
    public async Task A_model_that_nobody_serves_is_not_found()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            new SdkClient(aimux).Models.GetModelAsync("demos", Cancellation)
        );

        Assert.Equal(404, error.Status);
        Assert.Contains("model_not_found", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'demo'?", error.Message, StringComparison.Ordinal);
    }
}
