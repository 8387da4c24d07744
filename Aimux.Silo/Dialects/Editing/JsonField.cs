using System.Runtime.InteropServices;
using System.Text.Json;

namespace Aimux.Silo.Dialects.Editing;

/// <summary>Where a field of an object stands in the JSON, and what is to become of it.</summary>
/// <param name="NameStart">Where its name starts, quote included.</param>
/// <param name="NameEnd">Where its name ends, quote included.</param>
/// <param name="ValueStart">Where its value starts.</param>
/// <param name="ValueEnd">Where its value ends.</param>
/// <param name="Kind">The value's first token.</param>
/// <param name="IsDropped">Whether it is to be cut out.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonField(
    int NameStart,
    int NameEnd,
    int ValueStart,
    int ValueEnd,
    JsonTokenType Kind,
    bool IsDropped
);
