using System.Buffers;
using System.IO.Hashing;
using System.Text;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>
/// The id of a tool's call. Messages allow letters, digits, <c>_</c> and <c>-</c>; some providers of chats give out
/// others (<c>functions.weather:0</c>), which are replaced, alike wherever they stand.
/// </summary>
internal static class ToolId
{
    private static readonly SearchValues<byte> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8
    );

    public static void Write(string name, Node id, Draft draft)
    {
        if (id.Inner.Length > 0 && !id.Inner.ContainsAnyExcept(Allowed))
        {
            draft.Copy(name, id);
        }
        else
        {
            draft.Json.WriteString(name, Replaced(id.Inner));
        }
    }

    // Two ids that differ only in what is replaced must not become one.
    private static string Replaced(ReadOnlySpan<byte> escaped)
    {
        var id = Encoding.UTF8.GetBytes(JsonWords.Decode(escaped));
        var text = new StringBuilder();
        foreach (var letter in id)
        {
            text.Append(Allowed.Contains(letter) ? (char)letter : '_');
        }

        return $"{text}_{XxHash3.HashToUInt64(id):x16}";
    }
}
