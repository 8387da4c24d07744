namespace Aimux.Silo.Proxy.Translation;

/// <summary>What a whole answer is made of.</summary>
internal enum AnswerKind
{
    /// <summary>JSON, or so it seems.</summary>
    Json,

    /// <summary>The events of a stream that nobody asked for.</summary>
    Events,

    /// <summary>Anything else, such as sound.</summary>
    Other,
}
