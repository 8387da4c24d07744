using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Dialects;

/// <summary>One way in which providers say that they failed. It fits where all of its parts do that are given.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="Why">Whose words they are, and why they mean that.</param>
internal sealed record FailureRow(AttemptOutcome Outcome, string Why)
{
    /// <summary>What the error is wrapped in.</summary>
    public ErrorShape? Shape { get; init; }

    /// <summary>What it is not wrapped in.</summary>
    public ErrorShape? NotShape { get; init; }

    /// <summary>The provider's code, in any case of letters.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's type, in any case of letters.</summary>
    public string? Type { get; init; }

    /// <summary>A part of the type or of the code.</summary>
    public string? Name { get; init; }

    /// <summary>The HTTP statuses; empty for any.</summary>
    public int[] Statuses { get; init; } = [];

    /// <summary>A part of the message, in any case of letters.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the message has to name a field that the provider does not know.</summary>
    public bool NamesField { get; init; }

    public bool Fits(int status, UpstreamError error)
    {
        return (Statuses.Length == 0 || Statuses.Contains(status))
            && (Shape is null || Shape == error.Shape)
            && (NotShape is null || NotShape != error.Shape)
            && (Code is null || Code.Equals(error.Code, StringComparison.OrdinalIgnoreCase))
            && (Type is null || Type.Equals(error.Type, StringComparison.OrdinalIgnoreCase))
            && (Name is null || IsIn(error.Type, Name) || IsIn(error.Code, Name))
            && (Text is null || IsIn(error.Message, Text))
            && (!NamesField || UnknownFieldName.TryFind(error.Message) is not null);
    }

    private static bool IsIn(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
