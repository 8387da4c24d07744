using Aimux.Dashboard.Configuration;

namespace Aimux.Dashboard.Components.Controls;

/// <summary>Makes changes that a page's buttons ask for, and says what became of them.</summary>
public sealed class Changes(IConfigurationStore store, ISnackbar snackbar)
{
    /// <summary>Makes a change of whatever the configuration is now.</summary>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> Make(ConfigurationChange change, string done)
    {
        var outcome = await store.Apply(change, ifVersion: null, CancellationToken.None);
        if (outcome.IsMade)
        {
            snackbar.Add(done, Severity.Success);
            return true;
        }

        Refuse(outcome);
        return false;
    }

    /// <summary>Says why a change was refused; stays until it was read.</summary>
    public void Refuse(ChangeOutcome outcome)
    {
        var words = string.Join(' ', outcome.Findings.Where(finding => finding.IsError).Select(each => each.Message));
        snackbar.Add(words, Severity.Error, options => options.RequireInteraction = true);
    }
}
