using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>
/// Edits the configuration file and puts the result in force: checked as a whole before it is written, written only over
/// the version that was read.
/// </summary>
internal sealed class ConfigurationSaver(ConfigurationStart start, LiveConfiguration live)
{
    /// <summary>Whether there is a file to write, or a place for one.</summary>
    public bool HasFile => start.File is not null;

    /// <summary>The file as it is now; empty if it is not there.</summary>
    /// <exception cref="IOException">It is there, but cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public ConfigurationText? Read() => start.File is { } file && File.Exists(file.Path) ? file.Read() : null;

    /// <summary>What <see cref="Save(Action{ConfigurationEditor}, string?, CancellationToken)"/> would say; nothing is written.</summary>
    public ChangeOutcome Check(Action<ConfigurationEditor> edit, string? ifVersion) =>
        Check(before => Edited(before, edit), ifVersion);

    /// <summary>What <see cref="Save(Func{ConfigurationText?, ReadOnlyMemory{byte}}, string?, CancellationToken)"/> would say; nothing is written.</summary>
    public ChangeOutcome Check(Func<ConfigurationText?, ReadOnlyMemory<byte>> next, string? ifVersion)
    {
        try
        {
            return Prepare(next, ifVersion).Outcome;
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            return Failed(failure, null);
        }
    }

    /// <summary>Edits, checks, writes, and puts in force.</summary>
    /// <param name="edit">Changes the text; may refuse by <see cref="ConfigurationEditException"/>.</param>
    /// <param name="ifVersion">The version that the edit was made for; <c>null</c> for any.</param>
    /// <param name="cancellation">Not heeded once the file is written.</param>
    public Task<ChangeOutcome> Save(
        Action<ConfigurationEditor> edit,
        string? ifVersion,
        CancellationToken cancellation
    ) => Save(before => Edited(before, edit), ifVersion, cancellation);

    /// <summary>Checks a text, writes it in place of the file, and puts it in force.</summary>
    /// <param name="next">Makes it of the file as it is now, which may not be there.</param>
    /// <param name="ifVersion">The version that it was made for; <c>null</c> for any.</param>
    /// <param name="cancellation">Not heeded once the file is written.</param>
    public async Task<ChangeOutcome> Save(
        Func<ConfigurationText?, ReadOnlyMemory<byte>> next,
        string? ifVersion,
        CancellationToken cancellation
    )
    {
        string? version = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var prepared = Prepare(next, ifVersion);
            version = prepared.Before;
            if (prepared.Outcome.Result != ChangeResult.Made)
            {
                return prepared.Outcome;
            }

            version = start.File!.Write(prepared.Text.Span, prepared.Before);
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            return Failed(failure, version);
        }

        var loaded = await live.Reload(CancellationToken.None);
        var findings = loaded.Findings.Select(FindingOf).ToImmutableArray();
        return new ChangeOutcome(loaded.InForce ? ChangeResult.Made : ChangeResult.Failed, version, findings);
    }

    /// <summary>A finding of a check, as pages and API show it.</summary>
    public static Finding FindingOf(ConfigurationFinding finding) =>
        new(finding.IsError, finding.Path, finding.Message, finding.Line, finding.Column);

    private Prepared Prepare(Func<ConfigurationText?, ReadOnlyMemory<byte>> next, string? ifVersion)
    {
        if (start.File is not { } file)
        {
            throw new ConfigurationEditException(
                "This Aimux follows no configuration file, so nothing can be changed."
            );
        }

        var before = Read();
        if (ifVersion is not null && ifVersion != (before?.Version ?? ""))
        {
            var changed = new ConfigurationChangedException(file.Path);
            return new Prepared(before?.Version, default, Failed(changed, before?.Version));
        }

        var text = next(before);
        var reading = ConfigurationReader.Read(text, file.Path);
        var findings = reading.Findings.Select(FindingOf).ToImmutableArray();
        var result = reading.Options is null ? ChangeResult.Invalid : ChangeResult.Made;
        return new Prepared(before?.Version, text, new ChangeOutcome(result, before?.Version, findings));
    }

    private ReadOnlyMemory<byte> Edited(ConfigurationText? before, Action<ConfigurationEditor> edit)
    {
        var editor = new ConfigurationEditor(before?.Content ?? ConfigurationTemplate.Read(), start.File!.Path);
        edit(editor);
        return editor.Text;
    }

    private static bool IsExpected(Exception failure) =>
        failure
            is ConfigurationEditException
                or ConfigurationChangedException
                or ToonException
                or IOException
                or UnauthorizedAccessException;

    private static ChangeOutcome Failed(Exception failure, string? version)
    {
        var result = failure switch
        {
            ConfigurationChangedException => ChangeResult.Changed,
            ConfigurationEditException { Refusal: EditRefusal.MissingRow } => ChangeResult.NotFound,
            ConfigurationEditException { Refusal: EditRefusal.RowExists } => ChangeResult.Exists,
            _ => ChangeResult.Failed,
        };
        return new ChangeOutcome(result, version, [new Finding(IsError: true, null, failure.Message)]);
    }

    private readonly record struct Prepared(string? Before, ReadOnlyMemory<byte> Text, ChangeOutcome Outcome);
}
