using System.Net;
using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Cli;

public sealed class SimulateCommandTests
{
    [Fact]
    public async Task Its_options_choose_protocols_errors_and_strictness()
    {
        using var simulated = await SimulatedProcess.Start(
            "--protocols",
            "chat,messages",
            "--errors",
            "zai",
            "--strict"
        );
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var response = await http.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(simulated.BaseUrl, "/_simulation/settings")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var settings = JsonNode.Parse(text)!;
        Assert.Equal(["chat", "messages"], settings["protocols"]!.AsArray().GetValues<string>());
        Assert.Equal("zai", (string)settings["error_style"]!);
        Assert.True((bool)settings["strict_fields"]!);
    }

    [Theory]
    [InlineData("--protocols", "grpc", "protocols must be of chat, messages, responses")]
    [InlineData("--errors", "other", "error_style must be of ")]
    public async Task A_wrong_choice_is_told(string option, string value, string text)
    {
        using var aimux = AimuxProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal),
            ["simulate", "--listen", "http://127.0.0.1:0", option, value]
        );
        var end = await aimux.End();
        Assert.Equal(2, end.Code);
        Assert.Contains(text, end.Errors, StringComparison.Ordinal);
    }
}
