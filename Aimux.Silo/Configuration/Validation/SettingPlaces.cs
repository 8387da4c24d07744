using System.Runtime.CompilerServices;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Where in the file each group and row stands.</summary>
internal sealed class SettingPlaces
{
    private readonly Dictionary<object, ToonElement> _places = new(ReferenceComparer.Instance);

    public void Add(object owner, ToonElement element) => _places[owner] = element;

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
