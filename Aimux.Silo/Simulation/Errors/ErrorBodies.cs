namespace Aimux.Silo.Simulation.Errors;

/// <summary>Puts an error into the shape, and under the status, of one vendor.</summary>
internal static class ErrorBodies
{
    public static ErrorBody Of(ErrorStyle style, WireError error, string requestId) =>
        style switch
        {
            ErrorStyle.Anthropic => AnthropicError.Render(error, requestId),
            ErrorStyle.Cerebras => CerebrasError.Render(error),
            ErrorStyle.Zai => ZaiError.Render(error, requestId),
            ErrorStyle.Synthetic => SyntheticError.Render(error),
            ErrorStyle.MiniMax => MiniMaxError.Render(error, requestId),
            ErrorStyle.OpenRouter => OpenRouterError.Render(error),
            ErrorStyle.Ollama => new ErrorBody(error.Status, Text(error.Message)),
            _ => new ErrorBody(error.Status, error.ToJson()),
        };

    /// <summary><c>{"error":"text"}</c>, as more than one vendor has it.</summary>
    public static byte[] Text(string message) => JsonObjects.Write(json => json.WriteString("error"u8, message));
}
