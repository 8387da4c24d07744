using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>What is wrong with a text that is to become the configuration.</summary>
/// <param name="Usable">Whether it could be put in force.</param>
/// <param name="Findings">Mistakes and warnings.</param>
internal sealed record ValidationPage(bool Usable, ImmutableArray<Finding> Findings);
