using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Aimux.Silo.Proxy;

/// <summary>What came of an attempt up to the commit point: an answer of which nothing was sent yet, or a failure.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Opened
{
    private Opened(UpstreamAnswer? answer, AttemptFailure? failure) => (Answer, Failure) = (answer, failure);

    public UpstreamAnswer? Answer { get; }

    public AttemptFailure? Failure { get; }

    public static Opened With(UpstreamAnswer answer) => new(answer, null);

    public static Opened Failed(AttemptFailure failure) => new(null, failure);

    public bool Succeeded(
        [NotNullWhen(true)] out UpstreamAnswer? answer,
        [NotNullWhen(false)] out AttemptFailure? failure
    )
    {
        (answer, failure) = (Answer, Failure);
        return answer is not null;
    }
}
