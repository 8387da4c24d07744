using System.Text.Json.Serialization.Metadata;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Schema;

/// <summary>All that is known of one setting: its name, what it takes, what it is without a value, what people should know.</summary>
internal sealed class SettingSchema
{
    private readonly JsonPropertyInfo _property;
    private readonly SettingAttribute _words;

    public SettingSchema(JsonPropertyInfo property, SettingAttribute words, SettingKind kind)
    {
        _property = property;
        _words = words;
        Kind = kind;
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsOptional = Nullable.GetUnderlyingType(property.PropertyType) is not null || property.IsSetNullable;
    }

    /// <summary>As the file has it: snake case.</summary>
    public string Name => _property.Name;

    public SettingKind Kind { get; }

    public string Description => _words.Description;

    /// <summary>Least and greatest value, <c>1s..1h</c>; null without bounds.</summary>
    public string? Range => _words.Range;

    public string? Example => _words.Example;

    public bool Required => _words.Required;

    public bool NeedsRestart => _words.NeedsRestart;

    /// <summary>Whether it may have no value at all.</summary>
    public bool IsOptional { get; }

    public Type ValueType { get; }

    /// <summary>Of a group its settings, of a table its columns.</summary>
    public IReadOnlyList<SettingSchema> Children { get; init; } = [];

    /// <summary>Of a table, makes the object of a new row.</summary>
    public Func<object>? NewRow { get; init; }

    public IReadOnlyList<string> Choices =>
        Kind == SettingKind.Choice ? [.. Enum.GetNames(ValueType).Select(name => name.ToLowerInvariant())] : [];

    public SettingSchema? Find(string name) => Children.FirstOrDefault(child => child.Name == name);

    /// <summary>The value in an object of the options.</summary>
    public object? Get(object owner) => _property.Get!(owner);

    public void Set(object owner, object? value) => _property.Set!(owner, value);
}
