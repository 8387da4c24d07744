using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Collects what is wrong with a file; at most 100 findings, none twice.</summary>
internal sealed class Findings(string file)
{
    private const int Most = 100;

    private readonly List<ConfigurationFinding> _all = [];

    /// <summary>In the order of their places, errors before warnings at the same one.</summary>
    public IReadOnlyList<ConfigurationFinding> All =>
        [
            .. _all.Distinct()
                .OrderBy(finding => finding.Line)
                .ThenBy(finding => finding.Column)
                .ThenBy(finding => !finding.IsError),
        ];

    public void Error(ToonElement at, string message) => Add(true, at.Line, at.Column, at.Path, message);

    public void Warning(ToonElement at, string message) => Add(false, at.Line, at.Column, at.Path, message);

    /// <summary>At the name of a setting instead of its value.</summary>
    public void ErrorAtName(ToonElement at, string message)
    {
        var (line, column) = at.Document.Place(at.KeySpan.Start);
        Add(true, line, column, at.Path, message);
    }

    public void Error(ToonError error) => Add(true, error.Line, error.Column, error.Path, error.Message);

    /// <summary>Of the whole file.</summary>
    public void Error(string message) => Add(true, 0, 0, null, message);

    public void Warning(string message) => Add(false, 0, 0, null, message);

    private void Add(bool isError, int line, int column, string? path, string message)
    {
        if (_all.Count < Most)
        {
            var setting = path is null or "$" || Shown.MayBeSecret(path) ? null : path.TrimStart('$').TrimStart('.');
            _all.Add(new ConfigurationFinding(isError, file, line, column, setting, message));
        }
    }
}
