using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Requests;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

/// <summary>Texts, names and sizes that callers may send whatever the protocol.</summary>
public sealed class RequestTextTests
{
    [Fact]
    public void Half_a_surrogate_pair_crosses_as_it_is()
    {
        const string broken = "\\ud800 \\udc00\\ud800";
        Assert.Contains(
            $"\"content\":\"{broken}\"",
            Text(MessagesToChat.Translate(Golden.Body($$""" "messages":[{"role":"user","content":"{{broken}}"}] """)))
        );
        Assert.Contains(
            $"\"text\":\"{broken}\"",
            Text(ChatToMessages.Translate(Golden.Body($$""" "messages":[{"role":"user","content":"{{broken}}"}] """)))
        );
        Assert.Contains(
            $"\"content\":\"{broken}\"",
            Text(ResponsesToChat.Translate(Golden.Body($"\"input\":\"{broken}\"")))
        );
    }

    [Fact]
    public void Half_a_surrogate_pair_in_arguments_crosses_as_it_is()
    {
        var call = Golden.Body(
            """ "messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{"a":"\ud800"}}]}] """
        );
        Assert.Contains("""{\"a\":\"\\ud800\"}""", Text(MessagesToChat.Translate(call)));

        // As a chat escapes it: twice within, once without.
        var twice = Golden.Body(
            """ "messages":[{"role":"assistant","tool_calls":[{"id":"t","function":{"name":"f","arguments":"{\"a\":\"\\ud800\"}"}}]}] """
        );
        Assert.Contains("""{"a":"\ud800"}""", Text(ChatToMessages.Translate(twice)));
        var once = Golden.Body(
            """ "messages":[{"role":"assistant","tool_calls":[{"id":"t","function":{"name":"f","arguments":"{\"a\":\"\ud800\"}"}}]}] """
        );
        Assert.Contains("""{"arguments":"{\"a\":\"\ud800\"}"}""", Text(ChatToMessages.Translate(once)));
    }

    [Fact]
    public void Arguments_keep_the_form_in_which_they_were_written()
    {
        const string input = "{\r\n\t\"a\" : [1.50, 1e3],\n  \"a\" : \"\\u00e9\\n\" }";
        var translated = MessagesToChat.Translate(
            Golden.Body(
                $$$""" "messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{{{input}}}}]}] """
            )
        );
        using var document = JsonDocument.Parse(translated.Json);
        var call = document.RootElement.GetProperty("messages")[0].GetProperty("tool_calls")[0];
        Assert.Equal(input, call.GetProperty("function").GetProperty("arguments").GetString());
    }

    [Theory]
    [InlineData("\"mod\\ud800\":1,\"role\\udc00\":2", "*")]
    [InlineData("\"\":1", "*")]
    [InlineData("\"a b\":1", "*")]
    [InlineData("\"speed\":1", "speed")]
    public void An_unknown_field_is_noted_by_its_name_if_that_looks_like_one(string fields, string lost)
    {
        var body = Golden.Body($$""" "messages":[{"role":"user","content":"hi"}],{{fields}} """);
        Assert.Equal(lost, Assert.Single(MessagesToChat.Translate(body).Dropped));
        Assert.Equal(lost, Assert.Single(ChatToMessages.Translate(body).Dropped));
    }

    [Fact]
    public void Names_and_words_may_be_escaped()
    {
        var translated = MessagesToChat.Translate(
            Golden.Body(
                """ "m\u0065ssages":[{"rol\u0065":"us\u0065r","content":[{"type":"t\u0065xt","text":"\u00e9\/"}]}] """
            )
        );
        Assert.Contains("""{"role":"user","content":"\u00e9\/"}""", Text(translated));
        Assert.Empty(translated.Dropped);
    }

    [Theory]
    [InlineData("\"a\\u0062c\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"vendor/model:é\"")]
    public void The_model_keeps_its_bytes(string model)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"model":{{model}},"messages":[{"role":"user","content":"x"}],"input":"x"}"""
        );
        foreach (var translate in Translations())
        {
            Assert.StartsWith($$"""{"model":{{model}},""", Text(translate(body)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_unknown_fields_only_the_first_are_named()
    {
        var fields = string.Join(',', Enumerable.Range(0, 100).Select(number => $"\"field_{number}\":1"));
        var body = Golden.Body($$""" "messages":[{"role":"user","content":"hi"}],{{fields}} """);
        Assert.Equal(17, MessagesToChat.Translate(body).Dropped.Length);
        Assert.Equal("*", MessagesToChat.Translate(body).Dropped[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"model\":\"m\"")]
    [InlineData("{\"messages\":[],\"input\":\"x\"}")]
    [InlineData("{\"model\":7,\"messages\":[],\"input\":\"x\"}")]
    public void A_body_that_is_no_request_is_refused(string body)
    {
        foreach (var translate in Translations())
        {
            Assert.Throws<UntranslatableException>(() => translate(Encoding.UTF8.GetBytes(body)));
        }
    }

    [Fact]
    public void What_nests_deeply_crosses_and_what_nests_too_deeply_is_refused()
    {
        foreach (var depth in new[] { 400, 490, 500, 510, 511, 512, 2_000 })
        {
            var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
            var schema = Golden.Body(
                $$""" "messages":[{"role":"user","content":"x"}],"tools":[{"name":"f","input_schema":{{deep}}}] """
            );
            Crosses(MessagesToChat.Translate, schema, depth < 509);
            var arguments = JsonEncodedText.Encode(deep);
            var call = Golden.Body(
                $$$""" "messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{{{arguments}}}"}}]}] """
            );
            Crosses(ChatToMessages.Translate, call, crosses: true);
        }

        static void Crosses(Golden.Translation translate, byte[] body, bool crosses)
        {
            if (crosses)
            {
                using var document = JsonDocument.Parse(
                    translate(body).Json,
                    new JsonDocumentOptions { MaxDepth = 600 }
                );
            }
            else
            {
                Assert.Throws<UntranslatableException>(() => translate(body));
            }
        }
    }

    [Fact]
    public void Time_grows_with_the_size_of_the_body_and_no_faster()
    {
        foreach (var translate in Translations())
        {
            var small = Bytes(translate, Long(400));
            var large = Bytes(translate, Long(3_200));

            // Eight times the body: eight times the work, where a square would be sixty-four. What is allocated is the
            // measure, since time depends on what else the machine does.
            Assert.InRange(large / (double)small, 4, 16);
        }

        static long Bytes(Golden.Translation translate, byte[] body)
        {
            translate(body);
            var before = GC.GetAllocatedBytesForCurrentThread();
            translate(body);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static Golden.Translation[] Translations() =>
        [MessagesToChat.Translate, ChatToMessages.Translate, ResponsesToChat.Translate];

    /// <summary>A conversation that all protocols understand.</summary>
    private static byte[] Long(int turns)
    {
        var turn = """{"role":"user","content":"ask \"something\""},{"role":"assistant","content":"say something"}""";
        var messages = string.Join(',', Enumerable.Repeat(turn, turns));
        return Golden.Body($$""" "messages":[{{messages}}],"input":[{{messages}}] """);
    }

    private static string Text(TranslatedRequest request) => Encoding.UTF8.GetString(request.Json);
}
