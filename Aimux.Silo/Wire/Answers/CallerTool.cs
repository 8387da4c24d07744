namespace Aimux.Silo.Wire.Answers;

/// <summary>A tool that a Responses caller knows otherwise than the model does.</summary>
/// <param name="Known">Its name to the model, unescaped.</param>
/// <param name="Space">The namespace that it stands in, escaped; empty if none.</param>
/// <param name="Name">Its name to the caller, escaped.</param>
/// <param name="IsFreeform">Whether it takes a text instead of arguments.</param>
internal sealed record CallerTool(
    ReadOnlyMemory<byte> Known,
    ReadOnlyMemory<byte> Space,
    ReadOnlyMemory<byte> Name,
    bool IsFreeform
);
