namespace Aimux.Silo.Simulation.Errors;

/// <summary>An error as it goes out.</summary>
internal sealed record ErrorBody(int Status, byte[] Body, string ContentType = Answers.JsonType);
