namespace Aimux.Silo.Configuration.Editing;

/// <summary>Why a change of the configuration is refused.</summary>
internal enum EditRefusal
{
    /// <summary>The text does not allow it in place, or as the message says.</summary>
    Other = 0,

    /// <summary>The row that it is about is not there.</summary>
    MissingRow = 1,

    /// <summary>There is a row of that name already.</summary>
    RowExists = 2,
}
