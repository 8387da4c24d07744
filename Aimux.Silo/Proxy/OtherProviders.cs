namespace Aimux.Silo.Proxy;

/// <summary>Which other candidates may do better.</summary>
internal enum OtherProviders
{
    None,

    Any,

    /// <summary>Those whose model takes a longer prompt.</summary>
    LargerContext,

    /// <summary>Those for which the route names a model of their own; all candidates of a route are such.</summary>
    OtherMapping,
}
