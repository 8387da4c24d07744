namespace Aimux.Grains.Interfaces.History;

/// <summary>Failures as people tell them apart.</summary>
public enum FailureKind
{
    /// <summary>A limit: 429 and its like.</summary>
    Limited = 0,

    /// <summary>The provider broke or is too busy: 5xx and its like, answers that are none.</summary>
    Server = 1,

    /// <summary>It did not begin, or fell silent.</summary>
    Timeout = 2,

    /// <summary>Credentials, permissions, money.</summary>
    Credentials = 3,

    /// <summary>It was not to be reached, or the connection broke.</summary>
    Connection = 4,

    /// <summary>The request itself, or the model that it names.</summary>
    Request = 5,
}
