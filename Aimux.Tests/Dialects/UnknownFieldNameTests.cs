using Aimux.Silo.Dialects;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dialects;

public sealed class UnknownFieldNameTests
{
    [Theory]
    [InlineData("body.verbosity: property 'body.verbosity' is unsupported", "verbosity")]
    [InlineData("property 'frequency_penalty' is unsupported", "frequency_penalty")]
    [InlineData("'foo' is unsupported", "foo")]
    [InlineData(
        "messages.1.assistant.reasoning_content: property 'messages.1.assistant.reasoning_content' is unsupported",
        "messages.reasoning_content"
    )]
    [InlineData(
        "'messages.2' : for 'role:assistant' the following must be satisfied[('messages.2' : property 'reasoning' is unsupported)]",
        "messages.reasoning"
    )]
    [InlineData("messages.1.reasoning_content: Extra inputs are not permitted", "messages.reasoning_content")]
    [InlineData("messages[3].reasoning_content: Extra inputs are not permitted", "messages.reasoning_content")]
    [InlineData("body.foo: Extra inputs are not permitted", "foo")]
    [InlineData("tools.0.custom.defer_loading: Extra inputs are not permitted", "tools.custom.defer_loading")]
    [InlineData(
        "[{'type': 'extra_forbidden', 'loc': ('body', 'foo'), 'msg': 'Extra inputs are not permitted', 'input': 1}]",
        "foo"
    )]
    [InlineData(
        "{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"messages\",1,\"foo\"],\"msg\":\"Extra inputs are not permitted\"}",
        "messages.foo"
    )]
    [InlineData("Unrecognized request argument supplied: foo", "foo")]
    [InlineData("Unrecognized request arguments supplied: foo, bar", "foo")]
    [InlineData("Unknown parameter: 'foo'.", "foo")]
    [InlineData("Unknown parameter: 'messages[1].reasoning_content'.", "messages.reasoning_content")]
    [InlineData("Unsupported parameter: 'verbosity' is not supported with this model.", "verbosity")]
    [InlineData("json: unknown field \"foo\"", "foo")]
    [InlineData("Invalid JSON payload received. Unknown name \"foo\": Cannot find field.", "foo")]
    [InlineData("unknown field `foo`, expected one of `model`, `messages`", "foo")]
    [InlineData("Unrecognized key(s) in object: 'foo'", "foo")]
    [InlineData("Additional properties are not allowed ('foo' was unexpected)", "foo")]
    public void The_field_is_found_however_it_is_named(string message, string field) =>
        Assert.Equal(field, UnknownFieldName.TryFind(message));

    [Theory]
    [InlineData("")]
    [InlineData("temperature must be between 0 and 2")]
    [InlineData("property 'messages' is unsupported")]
    [InlineData("messages.0.content: Extra inputs are not permitted")]
    [InlineData("Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.")]
    [InlineData("property 'tools' is unsupported")]
    [InlineData("property 'response_format' is unsupported")]
    [InlineData("body: Extra inputs are not permitted")]
    public void What_a_request_cannot_do_without_is_never_named(string message) =>
        Assert.Null(UnknownFieldName.TryFind(message));

    [Fact]
    public void Whatever_the_message_it_is_read()
    {
        var pieces = Pieces.AnyOf(
            "'",
            "is unsupported",
            ": Extra inputs are not permitted",
            "Unknown parameter: ",
            "'loc': (",
            "messages.1.",
            "[3]",
            "...",
            "foo",
            ")"
        );
        Gen.OneOf(Gen.String, pieces.Array[0, 12].Select(string.Concat))
            .Sample(message => Assert.NotEqual("", UnknownFieldName.TryFind(message)));
    }

    [Theory]
    [InlineData("previous_response_id")]
    [InlineData("conversation")]
    [InlineData("instructions")]
    [InlineData("dimensions")]
    [InlineData("max_output_tokens")]
    public void Without_these_it_would_be_another_request(string field) =>
        Assert.Null(
            UnknownFieldName.TryFind($"Unsupported parameter: '{field}' is not supported.", "unsupported_parameter")
        );
}
