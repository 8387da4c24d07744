namespace Aimux.Silo.Simulation.Errors;

/// <summary>What went wrong, whatever a vendor calls it.</summary>
internal enum ErrorKind
{
    Invalid,
    Unauthorized,
    Payment,
    UnknownPath,
    WrongMethod,
    UnknownModel,
    TooLarge,
    RateLimited,
    Quota,
    Server,
    Unavailable,
    Overloaded,
}
