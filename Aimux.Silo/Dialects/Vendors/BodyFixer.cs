using System.Text.Json;
using Aimux.Silo.Dialects.Editing;
using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Follows rules through a body: one pass over its bytes, no tree, and nothing allocated if no rule applies.</summary>
internal static class BodyFixer
{
    private const int UsualFields = 48;
    private const int UsualMessageFields = 16;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <returns><c>null</c> if nothing is to be changed, as in what is not JSON at all: its provider says so best.</returns>
    public static FixedBody? Fix(ReadOnlySpan<byte> body, BodyRules rules, string model)
    {
        if (rules.IsEmpty)
        {
            return null;
        }

        try
        {
            return Read(body, rules, model) is { } edits ? new FixedBody(edits.Apply(body), edits.Paths) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonEdits? Read(ReadOnlySpan<byte> body, BodyRules rules, string model)
    {
        scoped var reader = new Utf8JsonReader(body, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var request = new JsonObjectEditor(body, "", stackalloc JsonField[UsualFields]);
        var message = new JsonObjectEditor(body, "messages.", stackalloc JsonField[UsualMessageFields]);
        request.Begin(reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMessages = rules.Messages.Length > 0 && reader.ValueTextEquals("messages"u8);
            var name = Token(reader);
            reader.Read();
            var (start, kind) = ((int)reader.TokenStartIndex, reader.TokenType);
            if (isMessages && kind == JsonTokenType.StartArray)
            {
                ReadMessages(ref reader, ref message, rules.Messages, model);
            }
            else
            {
                reader.Skip();
            }

            request.Note(name.Start.Value, name.End.Value, start, (int)reader.BytesConsumed, kind);
        }

        // What follows the object, if anything does, is for the reader to refuse.
        reader.Read();
        request.Edits = message.Edits;
        Follow(rules.Body, ref request, model);
        return request.Edits;
    }

    private static void ReadMessages(
        ref Utf8JsonReader reader,
        ref JsonObjectEditor message,
        BodyRule[] rules,
        string model
    )
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            message.Begin(reader);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Token(reader);
                reader.Read();
                var (start, kind) = ((int)reader.TokenStartIndex, reader.TokenType);
                reader.Skip();
                message.Note(name.Start.Value, name.End.Value, start, (int)reader.BytesConsumed, kind);
            }

            Follow(rules, ref message, model);
        }
    }

    private static void Follow(BodyRule[] rules, ref JsonObjectEditor edited, string model)
    {
        foreach (var rule in rules)
        {
            rule.Apply(ref edited, model);
        }

        edited.Finish();
    }

    /// <summary>Where the name at which the reader stands is, quotes included.</summary>
    private static Range Token(in Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        return start..(start + reader.ValueSpan.Length + 2);
    }
}
