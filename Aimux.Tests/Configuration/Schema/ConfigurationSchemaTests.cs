using System.Reflection;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Schema;
using Xunit;

namespace Aimux.Tests.Configuration.Schema;

public sealed class ConfigurationSchemaTests
{
    private static readonly Type[] Types =
    [
        .. typeof(AimuxOptions)
            .Assembly.GetTypes()
            .Where(type =>
                type.Namespace == typeof(AimuxOptions).Namespace
                && type.GetProperties().Any(property => property.IsDefined(typeof(SettingAttribute)))
            ),
    ];

    [Fact]
    public void Every_property_of_the_options_is_a_setting()
    {
        var properties = Types
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
            .Order(StringComparer.Ordinal);
        var settings = All.Select(setting => setting.Owner).Order(StringComparer.Ordinal);

        Assert.True(Types.Length >= 10);
        Assert.Equal(properties, settings);
    }

    [Fact]
    public void Every_range_is_one()
    {
        var ranged = All.Where(setting => setting.Schema.Range is not null).ToList();

        Assert.True(ranged.Count > 10);
        Assert.All(
            ranged,
            setting =>
            {
                var bounds = setting.Schema.Range!.Split("..");
                Assert.Equal(2, bounds.Length);
                // Both bounds belong to it, so each reads.
                Assert.All(bounds, bound => Assert.True(Reads(setting.Schema, bound), $"{setting.Path}: {bound}"));
            }
        );
    }

    [Fact]
    public void Every_example_reads() =>
        Assert.All(
            All.Where(setting => setting.Schema.Example is not null),
            setting => Assert.True(Reads(setting.Schema, setting.Schema.Example!), setting.Path)
        );

    [Fact]
    public void Every_default_is_within_its_range()
    {
        var defaults = new AimuxOptions();
        foreach (var owner in ConfigurationSchema.Root)
        {
            var value =
                owner.Kind == SettingKind.Group ? owner.Get(defaults)
                : owner.Kind == SettingKind.Table ? owner.NewRow!()
                : null;
            foreach (var setting in owner.Children.Where(setting => !setting.Required))
            {
                var text = SettingText.Format(setting.Get(value!));
                Assert.True(text.Length == 0 || Reads(setting, text), $"{owner.Name}.{setting.Name}: {text}");
            }
        }
    }

    [Fact]
    public void Every_setting_has_a_name_in_snake_case_and_words_that_end()
    {
        Assert.All(
            All,
            setting =>
            {
                Assert.Matches(@"\A[a-z]+(_[a-z]+)*\z", setting.Schema.Name);
                Assert.EndsWith(".", setting.Schema.Description, StringComparison.Ordinal);
                Assert.True(setting.Schema.Kind != SettingKind.Choice || setting.Schema.Choices.Count > 1);
            }
        );
    }

    [Fact]
    public void A_required_setting_has_an_example() =>
        Assert.All(
            All.Where(setting => setting.Schema.Required && setting.Path != "version"),
            setting => Assert.NotNull(setting.Schema.Example)
        );

    [Fact]
    public void A_setting_is_found_by_its_name()
    {
        Assert.Equal(SettingKind.Group, ConfigurationSchema.Find("server")!.Kind);
        Assert.Equal(SettingKind.Duration, ConfigurationSchema.Find("server")!.Find("deadline")!.Kind);
        Assert.Equal(SettingKind.Table, ConfigurationSchema.Find("keys")!.Kind);
        Assert.Null(ConfigurationSchema.Find("Server"));
        Assert.Null(ConfigurationSchema.Find("server")!.Find("none"));
    }

    private static IEnumerable<(string Path, string Owner, SettingSchema Schema)> All =>
        ConfigurationSchema.Root.SelectMany(setting =>
            setting
                .Children.Select(child =>
                    ($"{setting.Name}.{child.Name}", $"{TypeOf(setting).Name}.{Pascal(child.Name)}", child)
                )
                .Prepend((setting.Name, $"{nameof(AimuxOptions)}.{Pascal(setting.Name)}", setting))
        );

    private static Type TypeOf(SettingSchema setting) =>
        setting.Kind == SettingKind.Table ? setting.ValueType.GetElementType()! : setting.ValueType;

    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static bool Reads(SettingSchema setting, string text) => SettingText.TryParse(setting, text, out _, out _);
}
