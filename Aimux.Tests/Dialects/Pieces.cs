using CsCheck;

namespace Aimux.Tests.Dialects;

/// <summary>Texts put together from pieces that mean something to the code, which random letters never would.</summary>
internal static class Pieces
{
    public static Gen<string> AnyOf(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);
}
