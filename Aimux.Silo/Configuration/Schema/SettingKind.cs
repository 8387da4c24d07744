namespace Aimux.Silo.Configuration.Schema;

/// <summary>What a setting's value is.</summary>
internal enum SettingKind
{
    Text,
    WholeNumber,
    Number,
    YesNo,
    Duration,
    Size,
    Address,
    Secret,
    Choice,

    /// <summary>Settings below a name.</summary>
    Group,

    /// <summary>Rows, one object each.</summary>
    Table,
}
