using System.Text;
using Aimux.Dashboard.Playground;

namespace Aimux.Dashboard.Components.Playground;

/// <summary>What was said in the playground, as far as it has come.</summary>
/// <param name="isUser">Whether the user said it.</param>
public sealed class ChatTurn(bool isUser)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _thoughts = new();

    public bool IsUser { get; } = isUser;

    /// <summary>The text.</summary>
    public string Text
    {
        get => _text.ToString();
        init => _text.Append(value);
    }

    /// <summary>The model's reasoning.</summary>
    public string Thoughts => _thoughts.ToString();

    /// <summary>Who gives the answer; <c>null</c> before it began.</summary>
    public PlaygroundPart.Began? Began { get; private set; }

    /// <summary>How it ended; <c>null</c> before it did.</summary>
    public PlaygroundPart.Ended? Ended { get; private set; }

    /// <summary>What went wrong; <c>null</c> if nothing did.</summary>
    public string? Problem { get; set; }

    /// <summary>Takes in a part of an answer.</summary>
    public void Take(PlaygroundPart part)
    {
        switch (part)
        {
            case PlaygroundPart.Began began:
                Began = began;
                break;
            case PlaygroundPart.Text text:
                (text.IsThought ? _thoughts : _text).Append(text.Value);
                break;
            case PlaygroundPart.Ended ended:
                Ended = ended;
                break;
            case PlaygroundPart.Failed failed:
                Problem = failed.Status is { } status ? $"{status}: {failed.Message}" : failed.Message;
                break;
        }
    }
}
