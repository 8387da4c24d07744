using System.Collections.Immutable;

namespace Aimux.Silo.Proxy.Drills;

/// <summary>Which attempts meet a played failure now. Mostly none does, and then it costs an attempt one read.</summary>
internal sealed class PlayedFailures
{
    private ImmutableArray<Playing> _plays = [];

    /// <summary>Lets attempts fail from now on.</summary>
    /// <param name="provider">Whose.</param>
    /// <param name="key">Whose alone; <c>null</c> for all of the provider's keys.</param>
    /// <param name="failure">How.</param>
    /// <param name="onPlayed">Called for each attempt; must be quick.</param>
    /// <returns>Ends it.</returns>
    public IDisposable Play(string provider, string? key, PlayedFailure failure, Action onPlayed)
    {
        var play = new Playing(this, provider, key, failure, onPlayed);
        ImmutableInterlocked.Update(ref _plays, static (all, added) => all.Add(added), play);
        return play;
    }

    /// <summary>The failure that an attempt meets; <c>null</c> for its provider's own answer.</summary>
    public PlayedFailure? Take(string provider, string key)
    {
        foreach (var play in _plays)
        {
            if (play.Provider == provider && (play.Key is null || play.Key == key))
            {
                play.OnPlayed();
                return play.Failure;
            }
        }

        return null;
    }

    private sealed class Playing(
        PlayedFailures owner,
        string provider,
        string? key,
        PlayedFailure failure,
        Action onPlayed
    ) : IDisposable
    {
        public string Provider { get; } = provider;

        public string? Key { get; } = key;

        public PlayedFailure Failure { get; } = failure;

        public Action OnPlayed { get; } = onPlayed;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref owner._plays, static (all, gone) => all.Remove(gone), this);
    }
}
