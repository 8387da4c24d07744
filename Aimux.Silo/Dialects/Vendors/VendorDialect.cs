using Aimux.Silo.Dialects.Vendors.Rules;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>What one vendor wants said otherwise than the protocol has it. A table: another can be made of it by <c>with</c>.</summary>
/// <param name="Vendors">The presets of providers that it holds for.</param>
internal sealed record VendorDialect(params string[] Vendors)
{
    /// <summary>Changes of requests in chat completions.</summary>
    public BodyRules Chat { get; init; } = BodyRules.None;

    /// <summary>Changes of requests in Messages.</summary>
    public BodyRules Messages { get; init; } = BodyRules.None;

    /// <summary>Changes of requests in Responses.</summary>
    public BodyRules Responses { get; init; } = BodyRules.None;

    /// <summary>Values of the header <c>anthropic-beta</c> that it refuses.</summary>
    public string[] RefusedBetas { get; init; } = [];

    /// <summary>Whether its models think in the text of an answer, between tags: <see cref="ThinkTagSplitter"/>.</summary>
    public bool ThinksInText { get; init; }

    public BodyRules Of(WireProtocol protocol) =>
        protocol switch
        {
            WireProtocol.Messages => Messages,
            WireProtocol.Responses => Responses,
            _ => Chat,
        };

    /// <summary>A request as the vendor takes it.</summary>
    /// <param name="body">The request, in the protocol that the provider is asked in.</param>
    /// <param name="protocol">That protocol.</param>
    /// <param name="model">The model, by the provider's name for it.</param>
    /// <returns><c>null</c> if the vendor takes it as it is, which is the usual case and allocates nothing.</returns>
    public FixedBody? Fix(ReadOnlyMemory<byte> body, WireProtocol protocol, string model) =>
        BodyFixer.Fix(body.Span, Of(protocol), model);

    /// <summary>The header <c>anthropic-beta</c> without what the vendor refuses.</summary>
    /// <returns><c>null</c> if nothing is left of it.</returns>
    public string? FilterBetas(string header)
    {
        if (RefusedBetas.Length == 0)
        {
            return header;
        }

        var asked = header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var kept = asked.Where(beta => !RefusedBetas.Contains(beta)).ToList();
        return kept.Count == asked.Length ? header
            : kept.Count == 0 ? null
            : string.Join(',', kept);
    }
}
