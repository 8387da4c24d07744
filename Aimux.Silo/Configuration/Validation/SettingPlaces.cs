using System.Runtime.CompilerServices;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Where in the file each group and row stands.</summary>
internal sealed class SettingPlaces
{
    private readonly Dictionary<object, ToonElement> _places = new(ReferenceComparer.Instance);
    private readonly HashSet<(object Owner, string Name)> _wrong = [];

    public void Add(object owner, ToonElement element) => _places[owner] = element;

    /// <summary>Remembers that a setting stands there, but cannot be used; so what is missing may be no mistake of its own.</summary>
    public void AddWrong(object owner, string name) => _wrong.Add((owner, name));

    public bool IsWrong(object owner, string name) => _wrong.Contains((owner, name));

    /// <summary>Whether the name of a provider cannot be read, so that it may be the one that is looked for.</summary>
    public bool HasWrongProviders(AimuxOptions options) => options.Providers.Any(provider => IsWrong(provider, "id"));

    public bool Knows(object owner) => _places.ContainsKey(owner);

    /// <summary>The value of a setting, or its row or group where it has none.</summary>
    public ToonElement Of(object owner, string? name = null)
    {
        var element = _places[owner];
        return name is not null && element.TryGet(name, out var value) ? value : element;
    }

    private sealed class ReferenceComparer : IEqualityComparer<object>
    {
        public static ReferenceComparer Instance { get; } = new();

        public new bool Equals(object? x, object? y) => ReferenceEquals(x, y);

        public int GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
