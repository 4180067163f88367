namespace FreightRecovery.Feeds.CargoImp;

/// <summary>
/// The components between the slants of a status line, one after the other; a line that goes on behind a line break and a slant is
/// one line.
/// </summary>
internal ref struct Components(ReadOnlySpan<byte> text, int from, int to)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly int _end = to;
    private int _next = from; // the slant before the next component

    /// <summary>The next component, by its place in the file; it may be empty.</summary>
    public bool Next(out int start, out int length)
    {
        while (_next < _end && _text[_next] != '/') _next++;
        start = _next + 1;
        length = 0;
        if (_next >= _end) return false;

        var rest = _text[start.._end];
        // What ends a line is a control character, and others have been found before.
        while (length < rest.Length && rest[length] is >= (byte)' ' and not (byte)'/') length++;

        _next = start + length;
        while (length > 0 && _text[start] == ' ') (start, length) = (start + 1, length - 1);
        while (length > 0 && _text[start + length - 1] == ' ') length--;
        return true;
    }
}
