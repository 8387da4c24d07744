namespace Aimux.Tests.Configuration.Toon;

/// <summary>A type with a property of each kind.</summary>
internal sealed class ToonSample
{
    public string Name { get; set; } = "";

    public int Port { get; set; }

    public double? Share { get; set; }

    public bool Enabled { get; set; }

    public string[] Tags { get; set; } = [];

    public Dictionary<string, int> Counts { get; set; } = [];

    public ToonSampleRow[] Rows { get; set; } = [];

    public ToonSampleRow? Inner { get; set; }
}
