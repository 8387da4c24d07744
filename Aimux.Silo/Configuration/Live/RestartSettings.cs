using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Schema;

namespace Aimux.Silo.Configuration.Live;

/// <summary>Settings that are read at the start only.</summary>
internal static class RestartSettings
{
    /// <summary>Those that differ, by name, such as <c>server.listen</c>.</summary>
    public static IEnumerable<string> Changed(AimuxOptions one, AimuxOptions other)
    {
        foreach (var group in ConfigurationSchema.Root.Where(setting => setting.Kind == SettingKind.Group))
        {
            var (left, right) = (group.Get(one)!, group.Get(other)!);
            foreach (var setting in group.Children.Where(setting => setting.NeedsRestart))
            {
                if (!Equals(setting.Get(left), setting.Get(right)))
                {
                    yield return $"{group.Name}.{setting.Name}";
                }
            }
        }
    }
}
