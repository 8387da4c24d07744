using System.Text.Json;
using Anthropic.Models.Messages;

namespace Aimux.Tests.Sdk.Messages;

/// <summary>Makes and takes apart what Anthropic's SDK sends and gets.</summary>
internal static class MessageParts
{
    public static MessageCreateParams Ask(string text, params Tool[] tools) => Ask([User(text)], tools);

    public static MessageCreateParams Ask(IReadOnlyList<MessageParam> messages, params Tool[] tools) =>
        new()
        {
            Model = "demo",
            MaxTokens = 1000,
            Messages = messages,
            Tools = tools.Length == 0 ? null : [.. tools.Select(tool => new ToolUnion(tool))],
        };

    public static MessageParam User(string text) => new UserMessageParam { Content = text };

    public static MessageParam User(params ContentBlockParam[] blocks) =>
        new UserMessageParam { Content = new MessageContentParam([.. blocks]) };

    /// <summary>The answer as the next request repeats it.</summary>
    public static MessageParam Again(Message answer) =>
        new AssistantMessageParam { Content = new MessageContentParam([.. answer.Content.Select(Again)]) };

    public static ContentBlockParam Text(string text) => new TextBlockParam { Text = text };

    public static ImageBlockParam Image(string base64) =>
        new()
        {
            Source = new Base64ImageSource { Data = base64, MediaType = MediaType.ImagePng },
        };

    /// <param name="name">Its name.</param>
    /// <param name="property">The one argument that it takes.</param>
    /// <param name="schema">The schema of that.</param>
    public static Tool Tool(string name, string property, string schema) =>
        new()
        {
            Name = name,
            Description = $"It is {name}.",
            InputSchema = new InputSchema
            {
                Properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    [property] = JsonElement.Parse(schema),
                },
                Required = [property],
            },
        };

    public static string Text(this Message message) =>
        string.Concat(message.Content.Select(block => block.Value).OfType<TextBlock>().Select(block => block.Text));

    public static string Thoughts(this Message message) =>
        string.Concat(
            message.Content.Select(block => block.Value).OfType<ThinkingBlock>().Select(block => block.Thinking)
        );

    public static ToolUseBlock[] Calls(this Message message) =>
        [.. message.Content.Select(block => block.Value).OfType<ToolUseBlock>()];

    /// <summary>Why it stopped, in the protocol's own word.</summary>
    public static string Stopped(this Message message) => message.StopReason?.Raw() ?? "";

    private static ContentBlockParam Again(ContentBlock block) =>
        block.Value switch
        {
            TextBlock text => new TextBlockParam { Text = text.Text },
            ThinkingBlock thought => new ThinkingBlockParam
            {
                Thinking = thought.Thinking,
                Signature = thought.Signature,
            },
            ToolUseBlock call => new ToolUseBlockParam
            {
                ID = call.ID,
                Name = call.Name,
                Input = call.Input,
            },
            var other => throw new NotSupportedException($"Nobody sends a {other?.GetType().Name} back."),
        };
}
