namespace Aimux.Silo.Access;

/// <summary>What needs no token and no password: whether Aimux lives, for whoever restarts it.</summary>
internal static class OpenPaths
{
    public static bool Include(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
}
