namespace Aimux.Tests.Architecture;

/// <summary>Types that name Orleans in one way each, for the rules to find.</summary>
internal static class Offenders
{
    internal sealed class Innocent
    {
        public Func<Task<int>> Value { get; } = () => Task.FromResult(1);
    }

    internal sealed class InAField
    {
        public GrainId? Value = GrainId.Create("type", "key");
    }

    internal sealed class InALambda
    {
        public Func<string, string> Value { get; } = name => GrainType.Create(name).ToString()!;
    }

    internal sealed class InAClosure
    {
        public Func<string> Value(string name) => () => GrainType.Create(name).ToString()!;
    }

    internal sealed class InAnAsyncMethod
    {
        public async Task<string> Value(string name)
        {
            await Task.Yield();
            return GrainType.Create(name).ToString()!;
        }
    }

    internal sealed class InAnIterator
    {
        public IEnumerable<string> Value(string name)
        {
            yield return GrainType.Create(name).ToString()!;
        }
    }

    internal sealed class AsATypeArgument
    {
        public object Value() => new List<GrainId>();
    }

    internal sealed class InATypeWithin
    {
        internal sealed class Nested
        {
            public GrainId? Value = GrainId.Create("type", "key");
        }
    }
}
