using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Aimux.Tests.Architecture;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>The official conformance cases of TOON, which are not a part of this repository.</summary>
internal static class ToonFixtures
{
    /// <summary>One case.</summary>
    /// <param name="Id">File and index: names are not unique.</param>
    /// <param name="Json">As it stands in the file.</param>
    internal sealed record Case(string Id, JsonObject Json)
    {
        public string Name => (string)Json["name"]!;

        public JsonNode? Input => Json["input"];

        public JsonNode? Expected => Json["expected"];

        public bool Fails => (bool?)Json["shouldError"] ?? false;

        public int IndentSize => (int?)Json["options"]?["indentSize"] ?? 2;

        public bool Strict => (bool?)Json["options"]?["strict"] ?? true;

        public ToonDelimiter Delimiter =>
            (string?)Json["options"]?["delimiter"] switch
            {
                "\t" => ToonDelimiter.Tab,
                "|" => ToonDelimiter.Pipe,
                _ => ToonDelimiter.Comma,
            };

        public override string ToString() => $"{Id}: {Name}";
    }

    /// <summary>All cases of a folder, <c>decode</c> or <c>encode</c>; skips the test where there are none, except in CI.</summary>
    public static IReadOnlyList<Case> Read(string folder)
    {
        var root =
            Environment.GetEnvironmentVariable("AIMUX_TOON_FIXTURES")
            ?? Path.Combine(Repository.Root.FullName, "..", "shared", "toon", "fixtures");
        var files = Path.Combine(root, folder);
        if (!Directory.Exists(files))
        {
            var message = $"TOON's conformance cases are not at {files}; AIMUX_TOON_FIXTURES says where they are.";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Skip(message);
        }

        return
        [
            .. Directory
                .EnumerateFiles(files, "*.json")
                .Order(StringComparer.Ordinal)
                .SelectMany(file =>
                    ((JsonArray)JsonNode.Parse(File.ReadAllBytes(file))!["tests"]!).Select(
                        (test, index) => new Case($"{folder}/{Path.GetFileName(file)}#{index}", (JsonObject)test!)
                    )
                ),
        ];
    }
}
