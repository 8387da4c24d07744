using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>Earlier versions of the configuration, the newest first.</summary>
internal sealed record HistoryPage(ImmutableArray<ConfigurationVersion> Versions);
