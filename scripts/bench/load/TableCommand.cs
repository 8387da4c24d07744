namespace Aimux.Bench.Load;

/// <summary>Turns the raw lines of a benchmark into one markdown table.</summary>
internal static class TableCommand
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Operands is not [var file])
        {
            throw new ArgumentException("table needs one file", nameof(arguments));
        }

        Console.WriteLine(
            "| cell | figure | direct | YARP | Aimux | translated | Aimux / YARP (min–max) | translated / Aimux |"
        );
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|");
        var cells = File.ReadLines(file)
            .Where(line => line.Length > 0)
            .Select(RawLine.Parse)
            .GroupBy(line => line.Cell);
        foreach (var row in cells.SelectMany(cell => new CellTable(cell.Key, [.. cell]).Rows()))
        {
            Console.WriteLine(row);
        }

        return 0;
    }
}
