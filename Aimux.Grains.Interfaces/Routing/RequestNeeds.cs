namespace Aimux.Grains.Interfaces.Routing;

/// <summary>What a request asks of a model beyond text.</summary>
[Flags]
public enum RequestNeeds
{
    None = 0,

    /// <summary>It brings tools.</summary>
    Tools = 1,

    /// <summary>It shows an image.</summary>
    Vision = 2,

    /// <summary>It asks for reasoning.</summary>
    Reasoning = 4,

    /// <summary>It means something in OpenAI's API alone, such as embeddings or speech.</summary>
    OpenAiApi = 8,

    /// <summary>It means something in Anthropic's API alone, such as counting tokens.</summary>
    MessagesApi = 16,

    /// <summary>Another model's answer would not do, such as an embedding.</summary>
    SameModel = 32,
}
