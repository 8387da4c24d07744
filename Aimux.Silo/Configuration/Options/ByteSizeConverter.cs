using System.Text.Json;

namespace Aimux.Silo.Configuration.Options;

internal sealed class ByteSizeConverter : TextConverter<ByteSize>
{
    protected override string Expected => "a number of bytes such as 64 MiB";

    protected override ByteSize Parse(string text) =>
        ByteSize.TryParse(text, out var size)
            ? size
            : throw new JsonException($"'{text}' is no size. Expected {Expected}.");

    protected override string Format(ByteSize value) => value.ToString();
}
