using System.ClientModel.Primitives;

namespace Aimux.Tests.Sdk;

/// <summary>The SDK's own retry policy, which notes each answer and each wait, but does not wait.</summary>
internal sealed class SdkTraffic(int retries) : ClientRetryPolicy(retries)
{
    private readonly List<SdkAnswer> _answers = [];
    private readonly List<TimeSpan> _waits = [];

    /// <summary>Every answer, those that the SDK hides by a retry included.</summary>
    public IReadOnlyList<SdkAnswer> Answers => _answers;

    /// <summary>How long the SDK would have waited before each retry.</summary>
    public IReadOnlyList<TimeSpan> Waits => _waits;

    /// <summary>A header of the one answer.</summary>
    public string? Header(string name) => Answers.Single().Header(name);

    protected override ValueTask OnRequestSentAsync(PipelineMessage message)
    {
        if (message.Response is { } response)
        {
            var headers = response.Headers.ToDictionary(
                header => header.Key,
                header => header.Value,
                StringComparer.OrdinalIgnoreCase
            );
            _answers.Add(new SdkAnswer(response.Status, headers));
        }

        return base.OnRequestSentAsync(message);
    }

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount)
    {
        _waits.Add(base.GetNextDelay(message, tryCount));
        return TimeSpan.Zero;
    }
}
