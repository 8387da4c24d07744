namespace Aimux.Dashboard.Components.Playground;

/// <summary>From where a request can be sent.</summary>
public enum SnippetKind
{
    Curl = 0,
    OpenAi = 1,
    Anthropic = 2,
    Tools = 3,
}
