namespace Aimux.Silo.Simulation;

/// <summary>What a request asks for, by its path.</summary>
internal enum ServedPath
{
    Chat,
    Messages,
    CountTokens,
    Responses,
    Completions,
    Embeddings,
    Moderations,
    Rerank,
    Images,
    Speech,
    Transcriptions,
    Models,
    Quota,
}
