namespace Aimux.Silo.Access;

/// <summary>Who may use the listeners now. A replaced snapshot counts from the next request on.</summary>
internal sealed class AccessControl
{
    private AccessSnapshot _current = AccessSnapshot.Closed;

    public AccessSnapshot Current => Volatile.Read(ref _current);

    public void Replace(AccessSnapshot next) => Volatile.Write(ref _current, next);
}
