namespace Aimux.Silo.Access;

/// <summary>What needs no token and no password.</summary>
internal static class OpenPaths
{
    private static readonly PathString[] Assets = ["/_framework", "/_content"];

    /// <summary>Whether Aimux lives, for whoever restarts it.</summary>
    public static bool Include(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a browser needs in order to log in: the form, what makes it look right, and where it is sent.</summary>
    public static bool NeedNoLogin(HttpRequest request)
    {
        var path = request.Path;
        if (HttpMethods.IsPost(request.Method))
        {
            return path == "/session";
        }

        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return isRead
            && (
                path == SessionEndpoints.LoginPage
                || Assets.Any(asset => path.StartsWithSegments(asset, StringComparison.Ordinal))
            );
    }
}
