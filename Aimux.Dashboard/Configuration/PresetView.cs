namespace Aimux.Dashboard.Configuration;

/// <summary>A provider that Aimux knows by name.</summary>
/// <param name="Id">The name of the preset.</param>
/// <param name="Description">What it is, in one line.</param>
/// <param name="BaseUrl">Where its API starts.</param>
/// <param name="Dialect"><c>openai</c> or <c>anthropic</c>.</param>
/// <param name="NeedsKey">Whether it accepts nobody without a key.</param>
public sealed record PresetView(string Id, string Description, string BaseUrl, string Dialect, bool NeedsKey);
