using System.Runtime.InteropServices;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>Where content goes.</summary>
/// <param name="Turns">Its user's turn gets files, and texts unless they go elsewhere.</param>
/// <param name="Text">Gets the texts of a tool's result.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BlockTarget(ChatTurns Turns, JsonText? Text)
{
    public void AddText(Node text)
    {
        if (Text is null)
        {
            Turns.User.Text(text.Raw);
        }
        else
        {
            Text.AddParagraph(text.Inner);
        }
    }

    /// <summary>Adds a text that has headings above it.</summary>
    public void AddText(JsonText headings, ReadOnlySpan<byte> escaped)
    {
        var whole = headings.AddParagraph(escaped).Close();
        if (Text is null)
        {
            Turns.User.Text(whole);
        }
        else
        {
            Text.AddParagraph(whole[1..^1]);
        }
    }
}
