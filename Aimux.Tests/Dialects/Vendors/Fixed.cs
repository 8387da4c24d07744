using System.Text;
using System.Text.Json;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Wire;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

/// <summary>Requests as vendors take them.</summary>
internal static class Fixed
{
    /// <summary>A chat request as the vendor takes it; the same text if nothing is changed.</summary>
    public static string Chat(string vendor, string model, string body) =>
        Fix(vendor, model, body) is { } fixedBody ? Text(fixedBody) : body;

    /// <summary>The paths of what is changed.</summary>
    public static string Changes(string vendor, string model, string body) =>
        string.Join(' ', Fix(vendor, model, body)?.Changes ?? []);

    /// <summary>A request with one message, as the vendor takes that message.</summary>
    public static string Message(string vendor, string model, string message)
    {
        const string before = """{"messages":[""";
        const string after = "]}";
        var body = Chat(vendor, model, before + message + after);
        Assert.StartsWith(before, body, StringComparison.Ordinal);
        return body[before.Length..^after.Length];
    }

    public static string Text(FixedBody body)
    {
        using var whole = JsonDocument.Parse(body.Json);
        Assert.NotEmpty(body.Changes);
        Assert.Equal(body.Changes.Distinct(), body.Changes);
        return Encoding.UTF8.GetString(body.Json);
    }

    private static FixedBody? Fix(string vendor, string model, string body) =>
        VendorDialects.Of(vendor).Fix(Encoding.UTF8.GetBytes(body), WireProtocol.Chat, model);
}
