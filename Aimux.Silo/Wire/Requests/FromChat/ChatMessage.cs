using System.Runtime.InteropServices;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>A message and who speaks in it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChatMessage(ChatRole Role, Node Json);
