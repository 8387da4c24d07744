using System.Globalization;
using System.Text;
using Aimux.Bench.Pages;

// aimux-bench-pages URL USER:PASSWORD COUNT SECONDS [PATH]: keeps pages open, and says when all of them are, and what came.
if (args is not [var url, var login, var count, var seconds, .. var rest])
{
    await Console.Error.WriteLineAsync("usage: aimux-bench-pages URL USER:PASSWORD COUNT SECONDS [PATH]");
    return 2;
}

var authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(login));
var pages = new List<OpenPage>();
try
{
    for (var i = 0; i < int.Parse(count, CultureInfo.InvariantCulture); i++)
    {
        var path = rest.Length > 0 ? rest[0] : "/";
        pages.Add(await OpenPage.Open(new Uri(url), path, authorization, CancellationToken.None));
    }

    Console.WriteLine("open");
    var before = (Batches: pages.Sum(page => page.Batches), Bytes: pages.Sum(page => page.Bytes));
    await Task.Delay(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
    var batches = pages.Sum(page => page.Batches) - before.Batches;
    var bytes = pages.Sum(page => page.Bytes) - before.Bytes;
    var least = pages.Count == 0 ? 0 : pages.Min(page => page.Batches);
    Console.WriteLine($"pages={pages.Count} batches={batches} bytes={bytes} least={least}");
    var failures = pages.Select(page => page.Failure).OfType<string>().ToList();
    failures.ForEach(Console.Error.WriteLine);
    return failures.Count == 0 ? 0 : 1;
}
finally
{
    foreach (var page in pages)
    {
        await page.DisposeAsync();
    }
}
