namespace Aimux.Silo.Configuration.Options;

/// <summary>A number of bytes as people write it: <c>64 MiB</c>, <c>512 KiB</c>, <c>1000</c>.</summary>
internal readonly record struct ByteSize(long Bytes);
