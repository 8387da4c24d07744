namespace Aimux.Silo.Configuration.Toon.Reading;

/// <content>The names of fields, and the blanks around them.</content>
internal ref partial struct HeaderReader
{
    private ToonSpan? ReadName()
    {
        SkipSpaces();
        var start = _at;
        if (Peek() == '"')
        {
            var line = _source[start.._lineEnd];
            var length = TokenText.EndOfQuoted(line);
            if (length < 0 || TokenText.FindMistake(line[..length], out _) >= 0)
            {
                Fail(start, "The name of a field has no closing quote, or a backslash that begins no escape.");
                return null;
            }

            _at = start + length;
        }
        else
        {
            while (Peek() is not (0 or (byte)',' or (byte)'|' or (byte)'\t' or (byte)'{' or (byte)'}'))
            {
                var quoted = _source[_at] == '"' ? TokenText.EndOfQuoted(_source[_at.._lineEnd]) : 1;
                _at = quoted < 0 ? _lineEnd : _at + quoted;
            }
        }

        var end = _at;
        while (end > start && _source[end - 1] == ' ')
        {
            end--;
        }

        if (end == start)
        {
            Fail(start, "A field of a header has no name.");
            return null;
        }

        if (Peek() == '{' && end < _at)
        {
            Fail(end, "No blank stands between a group's name and its brace.");
            return null;
        }

        SkipSpacesAfterQuoted(start);
        if (end - start - (_source[start] == '"' ? 2 : 0) > _options.MaxKeyBytes)
        {
            Fail(
                start,
                $"The name of a field is longer than {_options.MaxKeyBytes} bytes.",
                ToonErrorCode.LimitExceeded
            );
            return null;
        }

        return new ToonSpan(start, end - start);
    }

    private void SkipSpacesAfterQuoted(int start)
    {
        if (_source[start] == '"' && Peek() == ' ')
        {
            SkipSpaces();
            if (Peek() == '{')
            {
                // The caller must see the blank before the brace.
                _at--;
            }
        }
    }

    private void SkipSpacesBefore(byte delimiter)
    {
        var at = _at;
        while (at < _lineEnd && _source[at] == ' ')
        {
            at++;
        }

        if (at < _lineEnd && (_source[at] == delimiter || _source[at] == '}'))
        {
            _at = at;
        }
    }

    private void SkipSpaces()
    {
        while (Peek() == ' ')
        {
            _at++;
        }
    }
}
