using System.Text;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Wire;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class VendorDialectTests
{
    public static TheoryData<string> Vendors => [.. VendorDialects.All.SelectMany(dialect => dialect.Vendors)];

    // What any client may send, and nothing that a vendor would have otherwise.
    private const string Usual = """
        {
          "model": "m",
          "stream": true,
          "temperature": 0.7,
          "top_p": 0.9,
          "stop": ["a"],
          "seed": 1,
          "n": 1,
          "unknown": {"max_tokens": 1, "messages": [{"role": "developer"}]},
          "response_format": {"type": "text"},
          "messages": [
            {"role": "system", "content": "be brief"},
            {"role": "user", "content": [{"type": "text", "text": "developer", "reasoning_content": "x"}]},
            {"role": "assistant", "content": "yes"},
            {"role": "user", "content": "\u0068\n"}
          ]
        }
        """;

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_usual_request_is_left_as_it_is(string vendor)
    {
        // Kimi's later models choose the temperature themselves; all others take this.
        foreach (var model in (string[])["glm-5.3", "gpt-oss-120b", "gpt-5", "kimi-k2", "m", ""])
        {
            Assert.Equal("", Fixed.Changes(vendor, model, Usual));
        }
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void To_see_that_nothing_is_to_be_changed_allocates_nothing(string vendor)
    {
        var dialect = VendorDialects.Of(vendor);
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(Usual);
        Assert.Null(dialect.Fix(body, WireProtocol.Chat, "kimi-k2"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 100; time++)
        {
            _ = dialect.Fix(body, WireProtocol.Chat, "kimi-k2");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("somebody")]
    [InlineData("Cerebras")]
    public void Of_a_vendor_that_is_not_known_nothing_is_known(string vendor)
    {
        Assert.Same(VendorDialects.Plain, VendorDialects.Of(vendor));
        Assert.Equal("", Fixed.Changes(vendor, "m", """{"thinking":1,"messages":[{"role":"developer"}]}"""));
        Assert.False(VendorDialects.Of(vendor).ThinksInText);
    }

    [Fact]
    public void A_vendor_has_one_dialect()
    {
        var vendors = VendorDialects.All.SelectMany(dialect => dialect.Vendors).ToList();
        Assert.Equal(17, vendors.Count);
        Assert.Equal(vendors.Distinct(), vendors);
        Assert.All(vendors, vendor => Assert.Contains(vendor, VendorDialects.Of(vendor).Vendors));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Other_protocols_than_chat_are_passed_on_as_they_are(string vendor)
    {
        var body = Encoding.UTF8.GetBytes(
            """{"max_tokens":1,"thinking":{"type":"enabled"},"metadata":{},"temperature":9,"messages":[{"role":"developer"}]}"""
        );
        Assert.Null(VendorDialects.Of(vendor).Fix(body, WireProtocol.Messages, "glm-5.3"));
        Assert.Null(VendorDialects.Of(vendor).Fix(body, WireProtocol.Responses, "glm-5.3"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[{\"thinking\":1}]")]
    [InlineData("{\"thinking\":1")]
    [InlineData("{\"thinking\":1}}")]
    [InlineData("{\"thinking\":tru}")]
    public void What_is_no_request_is_left_to_its_provider(string body) =>
        Assert.Equal("", Fixed.Changes("cerebras", "m", body));

    [Fact]
    public void Every_beta_goes_through_to_every_vendor_that_is_known()
    {
        const string betas = "interleaved-thinking-2025-05-14, fine-grained-tool-streaming-2025-05-14";
        Assert.All(VendorDialects.All, dialect => Assert.Same(betas, dialect.FilterBetas(betas)));
    }

    [Theory]
    [InlineData("a,b", "a,b")]
    [InlineData("a, no ,b", "a,b")]
    [InlineData("no", null)]
    [InlineData("no,,no", null)]
    [InlineData("no-more", "no-more")]
    [InlineData("", "")]
    public void A_beta_that_a_vendor_refuses_is_left_out(string header, string? left) =>
        Assert.Equal(left, (VendorDialects.Plain with { RefusedBetas = ["no"] }).FilterBetas(header));
}
