using System.ClientModel;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

/// <summary>Reads the SDK's streams.</summary>
internal static class Streams
{
    public static async Task<List<StreamingChatCompletionUpdate>> ReadAll(
        AsyncCollectionResult<StreamingChatCompletionUpdate> stream
    )
    {
        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in stream.WithCancellation(TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }

    public static string TextOf(IEnumerable<StreamingChatCompletionUpdate> updates) =>
        string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text));

    public static ChatFinishReason? FinishOf(IEnumerable<StreamingChatCompletionUpdate> updates) =>
        updates.Select(update => update.FinishReason).SingleOrDefault(reason => reason is not null);
}
