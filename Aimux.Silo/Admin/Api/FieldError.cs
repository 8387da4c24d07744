namespace Aimux.Silo.Admin.Api;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The field, such as <c>base_url</c> or <c>keys[1].rpm</c>; <c>null</c> if it is about the whole.</param>
/// <param name="Message">What, expected, and what to do.</param>
internal sealed record FieldError(string? Field, string Message);
