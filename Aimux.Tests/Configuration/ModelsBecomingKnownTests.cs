using System.Net;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Configuration;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Configuration;

/// <summary>A request at the moment in which a provider says what it serves.</summary>
public sealed class ModelsBecomingKnownTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_looked_up_just_before_is_looked_up_again()
    {
        var list = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "application/json";
            if (context.Request.Path.Value!.EndsWith("/models", StringComparison.Ordinal))
            {
                await list.Task;
                await context.Response.WriteAsync("""{"data":[{"id":"late"}]}""", Cancellation);
                return;
            }

            await context.Response.WriteAsync(
                """{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}""",
                Cancellation
            );
        });
        var lookup = new KnownMeanwhile();
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", upstream.BaseUrl) with { Models = [] }),
            builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(lookup)
        );
        var loader = aimux.Services.GetRequiredService<CatalogLoader>();
        Assert.False(loader.ModelsAsked.IsCompleted);
        lookup.Meanwhile = () =>
        {
            list.TrySetResult();
            return loader.ModelsAsked;
        };

        using var answer = await aimux.Chat(Some.Chat("late"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Lets something happen between the router's decision and its arrival.</summary>
    private sealed class KnownMeanwhile : IIncomingGrainCallFilter
    {
        public Func<Task>? Meanwhile { get; set; }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.InterfaceMethod.DeclaringType == typeof(IRouterGrain) && Meanwhile is { } meanwhile)
            {
                await meanwhile();
            }
        }
    }
}
