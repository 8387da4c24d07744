namespace Aimux.Tests.Sdk;

/// <summary>The head of one answer that the SDK got.</summary>
internal sealed record SdkAnswer(int Status, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
