using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>Reads a chat request in one pass, without a tree: checks that it is JSON and picks a few members.</summary>
internal ref struct ChatRequestReader
{
    private const int DeepestNesting = 256;

    private readonly ServedModel[] _models;
    private Utf8JsonReader _json;
    private ServedModel? _model;
    private string? _unknownModel;
    private bool _messages;
    private bool _stream;
    private bool _includeUsage;
    private bool _rich;
    private int _mostTokens = int.MaxValue;

    private ChatRequestReader(in ReadOnlySequence<byte> body, ServedModel[] models)
    {
        _models = models;
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
    }

    public static ChatRequest Read(in ReadOnlySequence<byte> body, ServedModel[] models)
    {
        var reader = new ChatRequestReader(body, models);
        try
        {
            reader.ReadMembers();
        }
        // Half a surrogate pair in a text is an InvalidOperationException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RequestRefusedException(WireError.MalformedJson(e.Message));
        }

        return reader.Finish(body.Length);
    }

    private readonly ChatRequest Finish(long bytes)
    {
        if (_model is null)
        {
            throw new RequestRefusedException(
                _unknownModel is null
                    ? WireError.Invalid("You must provide a model parameter.", "model")
                    : WireError.UnknownModel(_unknownModel)
            );
        }

        if (!_messages)
        {
            throw new RequestRefusedException(
                WireError.Invalid(
                    "Missing required parameter: 'messages', a list of at least one.",
                    "messages",
                    "missing_required_parameter"
                )
            );
        }

        return new ChatRequest
        {
            Model = _model,
            Stream = _stream,
            IncludeUsage = _includeUsage,
            MostTokens = _mostTokens,
            PromptTokens = (int)Math.Max(1, bytes / 4),
            Rich = _rich,
        };
    }

    private void ReadMembers()
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
        {
            throw new RequestRefusedException(WireError.MalformedJson("it is not an object."));
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember();
        }

        // Whatever follows the object is an error, which only a further read finds.
        _json.Read();
    }

    private void ReadMember()
    {
        if (_json.ValueTextEquals("model"u8))
        {
            ReadModel();
        }
        else if (_json.ValueTextEquals("messages"u8))
        {
            _messages = ReadWhetherFilled(JsonTokenType.StartArray);
        }
        else if (_json.ValueTextEquals("stream"u8))
        {
            _stream = ReadFlag("stream");
        }
        else if (_json.ValueTextEquals("stream_options"u8))
        {
            ReadStreamOptions();
        }
        else if (_json.ValueTextEquals("max_tokens"u8))
        {
            LimitTokens("max_tokens");
        }
        else if (_json.ValueTextEquals("max_completion_tokens"u8))
        {
            LimitTokens("max_completion_tokens");
        }
        else if (_json.ValueTextEquals("n"u8))
        {
            _rich |= ReadCount("n") > 1;
        }
        else if (_json.ValueTextEquals("tools"u8))
        {
            _rich |= ReadWhetherFilled(JsonTokenType.StartArray);
        }
        else if (_json.ValueTextEquals("response_format"u8))
        {
            _rich |= ReadWhetherFilled(JsonTokenType.StartObject);
        }
        else
        {
            _json.Skip();
        }
    }

    private void ReadModel()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.String)
        {
            throw new RequestRefusedException(WireError.Invalid("'model' must be a text.", "model", "invalid_type"));
        }

        _model = null;
        foreach (var model in _models)
        {
            if (_json.ValueTextEquals(model.Utf8Name))
            {
                _model = model;
                return;
            }
        }

        _unknownModel = _json.GetString();
    }

    /// <summary>Whether the value is of the kind and not empty.</summary>
    private bool ReadWhetherFilled(JsonTokenType kind)
    {
        _json.Read();
        if (_json.TokenType != kind)
        {
            _json.Skip();
            return false;
        }

        var depth = _json.CurrentDepth;
        _json.Read();
        var filled = _json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject);
        while (_json.CurrentDepth > depth)
        {
            _json.Read();
        }

        return filled;
    }

    private bool ReadFlag(string name)
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new RequestRefusedException(
                WireError.Invalid($"'{name}' must be true or false.", name, "invalid_type")
            ),
        };
    }

    private void LimitTokens(string name) => _mostTokens = Math.Min(_mostTokens, ReadCount(name) ?? int.MaxValue);

    private int? ReadCount(string name)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var count) && count >= 1)
        {
            return count;
        }

        throw new RequestRefusedException(
            WireError.Invalid($"'{name}' must be an integer of at least 1.", name, "invalid_value")
        );
    }

    private void ReadStreamOptions()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            _json.Skip();
            return;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("include_usage"u8))
            {
                _includeUsage = ReadFlag("include_usage");
            }
            else
            {
                _json.Skip();
            }
        }
    }
}
