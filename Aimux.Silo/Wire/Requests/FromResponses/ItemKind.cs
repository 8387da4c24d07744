namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>What an item of the input is to a chat.</summary>
internal enum ItemKind
{
    /// <summary>A message of the system, a developer or the user.</summary>
    Message,

    /// <summary>What a tool said.</summary>
    Output,

    /// <summary>A message, a thought or a call of the assistant: its turn goes on.</summary>
    Assistant,

    /// <summary>Tools that are brought along: nothing is said.</summary>
    Tools,

    /// <summary>Something that stays behind.</summary>
    Lost,
}
