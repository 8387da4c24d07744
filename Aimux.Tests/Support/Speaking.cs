using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Simulation;
using Aimux.Silo.Simulation.Recording;

namespace Aimux.Tests.Support;

/// <summary>Simulated providers that speak some protocols alone, refuse what they do not know, and keep what they were asked.</summary>
internal static class Speaking
{
    public const string Chat = "chat";
    public const string Messages = "messages";
    public const string ChatAndMessages = "chat messages";
    public const string ChatAndResponses = "chat responses";

    /// <param name="spoken">One of the constants above.</param>
    /// <param name="settings">Whatever else it does.</param>
    /// <param name="name">What it calls itself.</param>
    public static Task<SimulatedProvider> Start(
        string spoken,
        SimulatedProviderSettings? settings = null,
        string name = "one"
    ) =>
        Simulated.Start(
            name,
            (settings ?? new SimulatedProviderSettings()) with
            {
                Protocols = spoken.Split(' '),
                StrictFields = true,
                RecordedRequests = 32,
            }
        );

    /// <summary>The provider as a catalog that knows what it speaks describes it.</summary>
    public static ProviderDefinition Provider(SimulatedProvider simulated)
    {
        var spoken = simulated.Settings.Protocols;
        var definition = Some.Provider(simulated);
        var chats = spoken.Contains(Chat);
        return definition with
        {
            Dialect = chats ? Dialect.OpenAi : Dialect.Anthropic,
            MessagesUrl = chats && spoken.Contains(Messages) ? definition.BaseUrl : "",
            Responses = spoken.Contains("responses"),
        };
    }

    /// <summary>What it was asked to do, the oldest first; not who looked at its models.</summary>
    public static RecordedRequest[] Requests(SimulatedProvider simulated) =>
        [.. simulated.Requests.Where(request => request.Method == "POST")];

    /// <summary>The body of what it was asked last.</summary>
    public static JsonNode Asked(SimulatedProvider simulated) => JsonNode.Parse(Requests(simulated)[^1].Body)!;
}
