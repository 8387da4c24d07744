using System.Runtime.CompilerServices;

namespace Aimux.Tests.Support;

/// <summary>Keeps tests out of the folder in which an Aimux on this machine keeps its state.</summary>
internal static class NoStateFolder
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("AIMUX_STATE", "none");
}
