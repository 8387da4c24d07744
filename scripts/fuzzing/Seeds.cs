using System.Text;

namespace Aimux.Fuzz;

/// <summary>Texts to begin with: every form once.</summary>
internal static class Seeds
{
    private static readonly string[] Texts =
    [
        "",
        "a: 1\nb: x y\n# comment\n\nc:\n  d: true\n  e:\n",
        "tags[3]: a,\"b,c\",1.50\nempty: []\nnone[0]:\n",
        "rows[2]{id,name}:\n  1,Ada\n  # between\n  2,\"x: y\"\nafter: null\n",
        "rows[1]{id,owner{name,mail{at}},z}:\n  1,A,b,c\n",
        "map[2:]{a,b}:\n  one: 1,2\n  \"two x\": \"3\",4\n",
        "list[4]:\n  - 1\n  - a: 1\n    b[2]: 1,2\n  - [2]: x,y\n  -\n",
        "list[1]:\n  - rows[2]{a}:\n      1\n      2\n    more: 1\n",
        "deep[1]:\n  - [1]:\n    - [1]:\n      - x: \"\\u00e9\\n\\\"\"\n",
        "[2]: 1,2",
        "[2]{a}:\n  1\n  2",
        "[2:]{a}:\n  x: 1\n  y: 2",
        "[]",
        "\"root\"",
        "t[2\t]{a\tb}:\n  1\t2\n  3\t4\n",
        "p[2|]{a|b}:\n  1|2\n  3|4\n",
        "k: v\r\nrows[1]{a}:\r\n  1\r\n",
        "version: 1\nserver:\n  listen: http://127.0.0.1:8080\nproviders[1]{id,base_url}:\n  a,\"http://127.0.0.1/v1\"\n",
    ];

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (index, seed) in All().Index())
        {
            File.WriteAllBytes(Path.Combine(folder, $"{index:000}"), seed);
        }
    }

    /// <summary>Seeds with bytes changed by chance; not guided by coverage.</summary>
    public static void Mutate(int count, int seed, Action<byte[]> run)
    {
        var random = new Random(seed);
        var seeds = All().ToArray();
        var marks = " \t:,|[]{}\"\\-#\n\r01az\0\u007f"u8.ToArray();
        for (var i = 0; i < count; i++)
        {
            var input = seeds[random.Next(seeds.Length)].ToList();
            input[0] = (byte)random.Next(32);
            input[1] = (byte)random.Next(128);
            input[2] = (byte)random.Next(256);
            for (var left = random.Next(0, 6); left > 0; left--)
            {
                var at = random.Next(3, input.Count + 1);
                if (random.Next(3) == 0 && at < input.Count)
                {
                    input.RemoveAt(at);
                }
                else
                {
                    input.Insert(at, random.Next(8) == 0 ? (byte)random.Next(256) : marks[random.Next(marks.Length)]);
                }
            }

            run([.. input]);
        }
    }

    private static IEnumerable<byte[]> All() =>
        Texts.Select(
            (text, index) => (byte[])[2, (byte)(index * 7), (byte)(index * 5), .. Encoding.UTF8.GetBytes(text)]
        );
}
