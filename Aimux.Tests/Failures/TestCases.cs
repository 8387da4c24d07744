using System.Reflection;
using Xunit;

namespace Aimux.Tests.Failures;

/// <summary>The cases of a theory, for tests that ask whether all are there.</summary>
internal static class TestCases
{
    public static IEnumerable<object?[]> Of(Type tests, string method) =>
        tests.GetMethod(method)!.GetCustomAttributes<InlineDataAttribute>().Select(attribute => attribute.Data);
}
