namespace Aimux.Silo.Simulation.Tools;

/// <summary>One call of a tool, its arguments as JSON text.</summary>
internal sealed record ToolCall(string Id, string Name, string Arguments);
