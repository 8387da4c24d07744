namespace Aimux.Silo.Hosting;

/// <summary>Where the state is kept that outlives the process.</summary>
internal static class StateFolder
{
    public const string Variable = "AIMUX_STATE";
    private const string None = "none";

    /// <param name="configured">The setting; empty if there is none.</param>
    /// <param name="variable">Reads one environment variable.</param>
    /// <returns>The folder; <c>null</c> if nothing is kept.</returns>
    public static string? Find(string configured, Func<string, string?> variable)
    {
        var named = configured.Length > 0 ? configured : variable(Variable) ?? "";
        if (named.Length > 0)
        {
            return named == None ? null : Path.GetFullPath(named);
        }

        // systemd lists several folders with colons between them; the first is the service's own.
        if (variable("STATE_DIRECTORY")?.Split(':')[0] is { Length: > 0 } ofService)
        {
            return Path.GetFullPath(ofService);
        }

        // A relative XDG_STATE_HOME is to be ignored, says its specification.
        if (variable("XDG_STATE_HOME") is { Length: > 0 } states && Path.IsPathRooted(states))
        {
            return Path.Combine(states, "aimux");
        }

        var home = variable("HOME") is { Length: > 0 } own
            ? own
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".local", "state", "aimux") : null;
    }
}
