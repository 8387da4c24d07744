using System.Collections.Concurrent;
using System.Net;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What a request costs in grain calls.</summary>
public sealed class GrainCallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_succeeds_at_once_makes_four_grain_calls(bool streaming)
    {
        var calls = new CountedCalls();
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider(provider)),
            builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(calls)
        );
        using (await aimux.Chat(Some.Chat(Some.Model, streaming))) { }
        await Until.True(() => calls.Names.Count(name => name.EndsWith(".Report", StringComparison.Ordinal)) == 2);

        calls.Names.Clear();
        using var answer = await aimux.Chat(Some.Chat(Some.Model, streaming));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Until.True(() => calls.Names.Count >= 4);
        Assert.Equal(
            ["IProviderGrain.Report", "IQuotaGroupGrain.Report", "IQuotaGroupGrain.TryAcquire", "IRouterGrain.Decide"],
            calls.Names.Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Counts calls of Aimux's own grains; Orleans' streams and storage are not on the request path.</summary>
    private sealed class CountedCalls : IIncomingGrainCallFilter
    {
        public ConcurrentQueue<string> Names { get; } = new();

        public Task Invoke(IIncomingGrainCallContext context)
        {
            var contract = context.InterfaceMethod.DeclaringType!;
            var isRehearsal = context.TargetId.Key.ToString() == FailureRehearsal.Name;
            if (contract.Namespace!.StartsWith("Aimux", StringComparison.Ordinal) && !isRehearsal)
            {
                Names.Enqueue($"{contract.Name}.{context.MethodName}");
            }

            return context.Invoke();
        }
    }
}
