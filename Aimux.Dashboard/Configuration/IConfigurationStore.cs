namespace Aimux.Dashboard.Configuration;

/// <summary>
/// The configuration file, as pages and the admin API see and change it. Changes go through the file's editor, so that a
/// person's comments stay, and are in force when they are made.
/// </summary>
public interface IConfigurationStore
{
    /// <summary>The configuration now.</summary>
    ConfigurationView Current { get; }

    /// <summary>The providers that Aimux knows by name, in the order in which people expect to see them.</summary>
    IReadOnlyList<PresetView> Presets { get; }

    /// <summary>The file's text with its secrets masked; empty without a file.</summary>
    string ShownText { get; }

    /// <summary>Calls back when another version came into force, or a file was refused, until disposed.</summary>
    /// <param name="onChange">Must be quick, and never throw.</param>
    IDisposable Watch(Action onChange);

    /// <summary>What <see cref="Apply"/> would say now; nothing is changed.</summary>
    ValueTask<ChangeOutcome> Check(ConfigurationChange change, CancellationToken cancellation);

    /// <summary>Makes a change and puts it in force.</summary>
    /// <param name="change">The change.</param>
    /// <param name="ifVersion">The version that it was made for; <c>null</c> for whatever the file is now.</param>
    /// <param name="cancellation">Gives up waiting for other writers; a change that has begun is carried through.</param>
    Task<ChangeOutcome> Apply(ConfigurationChange change, string? ifVersion, CancellationToken cancellation);

    /// <summary>Earlier versions, the newest first; ten at the most.</summary>
    IReadOnlyList<ConfigurationVersion> History();

    /// <summary>An earlier version's text with its secrets masked; <c>null</c> if it is not there any more.</summary>
    string? ReadMasked(string version);

    /// <summary>Reads the file again and puts it in force.</summary>
    Task<ConfigurationView> Reload(CancellationToken cancellation);
}
