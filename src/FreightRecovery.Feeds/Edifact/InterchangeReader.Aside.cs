using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>How what is wrong is put aside: each as an interchange of its own.</summary>
internal ref partial struct InterchangeReader
{
    // A file of nothing but broken messages must not grow into as many copies of its header.
    private int TooMuch()
    {
        var from = _message?.Start ?? (_stray >= 0 ? _stray : _segments.Next);
        (_message, _reader, _stray) = (null, null, -1);
        var end = _file.Length;
        var inner = _header.Charset.Decode(_file[from..end], _header.Roles);
        var raw = _header.Around(inner, "");
        found.PutAside(new("", $"more than {context.Limits.MaxEvents} events and faults; from here on nothing was read", raw)
        {
            At = Places.In(raw, _header.Text.Length, 3),
            Syntax = new(_header.Index, null),
        });
        return end;
    }

    private void PutAsideOpen(int end, string why)
    {
        if (_message is not { } open) return;
        open.Wrong(open.Start, 3, SyntaxCodes.Missing, $"the message has no UNT: {why}");
        PutAside(end);
        (_message, _reader) = (null, null);
    }

    private readonly void PutAside(int end) => PutAside(_message!.Start, end, _message.Fault!, SyntaxOf(_message.Fault!));

    // What was read of the message stays read: told again with the rest, its events are known by their ids.
    private readonly void PutAside(IReadOnlyList<UnknownStatus> unknown, int end)
    {
        if (unknown.Count > UnknownStatus.Most) PutAside(_message!.Start, end, unknown[0].Fault, SyntaxOf(unknown[0].Fault));
        else foreach (var status in unknown) PutAside(status);
    }

    private readonly void PutAside(UnknownStatus status)
    {
        var before = Decoded(status.Before) + Decoded(status.Subject);
        var told = Decoded(status.Status);
        var raw = _header.Around(before + told + _header.EndOf(status.Count, _message!.Reference));
        var at = _header.Charset.Decode(_file[status.Status.Start..status.Fault.At], _header.Roles).Length;
        var length = _header.Charset.Decode(_file.Slice(status.Fault.At, status.Fault.Length), _header.Roles).Length;
        found.PutAside(new("", status.Fault.Reason, raw)
        {
            At = Places.In(raw, _header.Text.Length + before.Length + at, length),
            Syntax = SyntaxOf(status.Fault),
        });
    }

    private readonly string Decoded(Segments segments) => _header.Charset.Decode(_file[segments.Start..segments.End], _header.Roles);

    private readonly SyntaxFault SyntaxOf(Fault fault)
    {
        var message = _message!;
        const int partsOfHeader = 32;
        var unh = new SegmentReader(_file, _header.Roles, _header.Charset.Encoding, new Part[partsOfHeader]) { Next = message.Start };
        unh.MoveNext();
        return new(_header.Index, fault.Code)
        {
            Message = message.Reference,
            MessageType = Message.Identifier(ref unh),
            ServiceSegment = fault.Tag is "UNH" or "UNT" ? fault.Tag : null,
            Segment = fault.Segment,
            Element = fault.Element,
            Component = fault.Component,
        };
    }

    private void PutAsideStray(int end)
    {
        if (_stray < 0) return;
        PutAside(_stray, end, new(_stray, 3, "segments outside a message", SyntaxCodes.OutsideMessage), new(_header.Index, SyntaxCodes.OutsideMessage));
        _stray = -1;
    }

    private readonly void PutAside(int from, int end, Fault fault, SyntaxFault syntax)
    {
        var raw = _header.Around(_header.Charset.Decode(_file[from..end], _header.Roles).TrimEnd('\r', '\n', ' ', '\t'));
        var before = _header.Charset.Decode(_file[from..Math.Clamp(fault.At, from, end)], _header.Roles);
        var length = _header.Charset.Decode(_file.Slice(fault.At, Math.Min(fault.Length, end - fault.At)), _header.Roles).Length;
        found.PutAside(new("", fault.Reason, raw) { At = Places.In(raw, _header.Text.Length + before.Length, length), Syntax = syntax });
    }

    // The envelope is put aside without its messages, which were read or put aside by themselves.
    private readonly void BadEnvelope(int from, int end, int at, int length, string tag, string code, string reason)
    {
        var isTrailer = from < 0;
        (from, end) = isTrailer ? (_segments.Start, _segments.Next) : (from, end);
        var text = at < 0 ? "" : _header.Charset.Decode(_file[from..end], _header.Roles);
        var raw = isTrailer ? _header.Around("", text) : _header.Around(text);
        found.PutAside(new("", reason, raw)
        {
            At = at < 0 ? null : Places.In(raw, _header.Text.Length + (at - from), length),
            Syntax = new(_header.Index, code) { ServiceSegment = tag },
        });
    }

    // Nothing of the rest of the file can be told apart.
    private bool Rest(int start, int index, string code, string reason)
    {
        var raw = Encoding.UTF8.GetString(_file[start..]);
        found.PutAside(new("", $"not an interchange: {reason}", raw) { At = Places.In(raw, 0, Math.Min(3, raw.Length)), Syntax = new(index, code) });
        _segments.Next = _file.Length;
        return false;
    }

    // The interchange can be told from the next one, and no more.
    private bool Skip(int start, int index, string code, string reason)
    {
        while (true)
        {
            _segments.SkipBlanks();
            if (_segments.Next > start && (_segments.Follows("UNA"u8) || _segments.Follows("UNB"u8))) break;
            if (_segments.MoveNext() is Scan.End or Scan.CutOff || _segments.Tag.SequenceEqual("UNZ"u8)) break;
        }

        var raw = Encoding.UTF8.GetString(_file[start.._segments.Next]);
        found.PutAside(new("", reason, raw) { At = Places.In(raw, 0, Math.Min(3, raw.Length)), Syntax = new(index, code) { ServiceSegment = "UNB" } });
        return false;
    }

    private readonly string LineEnd(int at)
    {
        var end = at;
        while (end < _file.Length && end < at + LongestLineEnd && _file[end] is (byte)'\r' or (byte)'\n') end++;
        return Encoding.ASCII.GetString(_file[at..end]);
    }
}
