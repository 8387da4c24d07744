namespace Aimux.Dashboard.Configuration;

/// <summary>A mistake or a warning about a configuration, or about a change of it.</summary>
/// <param name="IsError">Whether it keeps the change from being made; else it is a warning.</param>
/// <param name="Field">Which field of the change is meant, such as <c>base_url</c> or <c>keys[1].rpm</c>; <c>null</c> where it concerns the whole.</param>
/// <param name="Message">What, expected, found, and what to do. Never a secret.</param>
/// <param name="Line">1-based line of the file; 0 where there is none.</param>
/// <param name="Column">1-based, in characters; 0 where there is none.</param>
public sealed record Finding(bool IsError, string? Field, string Message, int Line = 0, int Column = 0);
