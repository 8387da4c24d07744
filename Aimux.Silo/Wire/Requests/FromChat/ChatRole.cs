namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>Who speaks.</summary>
internal enum ChatRole
{
    /// <summary>Who set the conversation up; developers included.</summary>
    System,

    /// <summary>Who asks.</summary>
    User,

    /// <summary>Who answers.</summary>
    Assistant,

    /// <summary>A tool that was called.</summary>
    Tool,
}
