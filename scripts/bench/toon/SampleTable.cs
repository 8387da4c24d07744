using System.Text.Json.Nodes;

namespace Aimux.Bench.Toon;

/// <summary>A table as one would keep it: names, addresses, numbers, switches.</summary>
internal static class SampleTable
{
    public static string Json(int rows)
    {
        var random = new Random(1);
        var table = new JsonArray();
        for (var i = 0; i < rows; i++)
        {
            table.Add(
                new JsonObject
                {
                    ["id"] = i,
                    ["name"] = $"Name {random.Next(100_000)}",
                    ["mail"] = $"name{i}@mail.example",
                    ["score"] = Math.Round(random.NextDouble() * 1000, 2),
                    ["active"] = random.Next(2) == 0,
                    ["note"] = random.Next(4) == 0 ? "one, two" : "nothing to say",
                }
            );
        }

        return new JsonObject { ["rows"] = table }.ToJsonString();
    }
}
