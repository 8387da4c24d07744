namespace Aimux.Tests.Configuration.Toon;

/// <summary>A row of a table.</summary>
internal sealed record ToonSampleRow(string Id, int Value);
