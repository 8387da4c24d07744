namespace Aimux.Dashboard.Playground;

/// <summary>What somebody said.</summary>
/// <param name="IsUser">Whether the user said it; else the model.</param>
/// <param name="Text">What.</param>
public sealed record PlaygroundTurn(bool IsUser, string Text);
