using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

/// <summary>Whom a caller of Messages meets, each whole and as a stream.</summary>
internal static class Ways
{
    public static TheoryData<string, bool> All { get; } =
        new MatrixTheoryData<string, bool>([Speaking.Chat, Speaking.Messages, Speaking.ChatAndMessages], [false, true]);
}
