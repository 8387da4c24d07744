using System.Collections;
using System.Text.Json.Serialization.Metadata;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Schema;

/// <summary>The settings of the configuration file, made from the options types themselves.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The settings of the whole file.</summary>
    public static IReadOnlyList<SettingSchema> Root { get; } = Read(OptionsContext.Default.AimuxOptions);

    public static SettingSchema? Find(string name) => Root.FirstOrDefault(setting => setting.Name == name);

    // The types are nested three deep and know no circle.
    private static List<SettingSchema> Read(JsonTypeInfo type) =>
        [.. type.Properties.Select(property => Read(property))];

    private static SettingSchema Read(JsonPropertyInfo property)
    {
        var words = property
            .AttributeProvider!.GetCustomAttributes(typeof(SettingAttribute), inherit: false)
            .OfType<SettingAttribute>()
            .Single();
        var kind = KindOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        var inner = kind switch
        {
            SettingKind.Group => OptionsContext.Default.GetTypeInfo(property.PropertyType),
            SettingKind.Table => OptionsContext.Default.GetTypeInfo(property.PropertyType.GetElementType()!),
            _ => null,
        };
        return new SettingSchema(property, words, kind)
        {
            Children = inner is null ? [] : Read(inner),
            NewRow = kind == SettingKind.Table ? inner!.CreateObject : null,
        };
    }

    private static SettingKind KindOf(Type type) =>
        type == typeof(string) ? SettingKind.Text
        : type == typeof(int) ? SettingKind.WholeNumber
        : type == typeof(double) ? SettingKind.Number
        : type == typeof(bool) ? SettingKind.YesNo
        : type == typeof(TimeSpan) ? SettingKind.Duration
        : type == typeof(ByteSize) ? SettingKind.Size
        : type == typeof(ListenAddress) ? SettingKind.Address
        : type == typeof(SecretReference) ? SettingKind.Secret
        : type.IsEnum ? SettingKind.Choice
        : type.IsAssignableTo(typeof(IEnumerable)) ? SettingKind.Table
        : SettingKind.Group;
}
