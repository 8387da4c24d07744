using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Reads and checks a configuration file: every mistake in it at once.</summary>
internal static class ConfigurationReader
{
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="file">What to call it in messages.</param>
    public static ConfigurationReading Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var findings = new Findings(file);
        var errors = new List<ToonError>();
        // Values may be secrets wherever they stand, so the reader quotes none.
        var document = ToonDocument.Read(
            utf8,
            new ToonDecodeOptions { QuoteContent = false, SourceName = file },
            errors
        );
        errors.ForEach(findings.Error);
        if (document is null)
        {
            return new ConfigurationReading(null, null, findings.All);
        }

        var binder = new OptionsBinder(findings, damaged: errors.Count > 0);
        var options = binder.Bind(document);
        new CrossChecks(options, binder.Places, findings).Run();
        var all = findings.All;
        return new ConfigurationReading(all.Any(finding => finding.IsError) ? null : options, document, all);
    }
}
