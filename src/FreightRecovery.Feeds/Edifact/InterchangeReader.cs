using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Reads a file of interchanges: envelopes, groups and messages by ISO 9735, versions 1 to 4. A message that is wrong is
/// put aside as an interchange of its own; so is what stands outside messages, and an envelope whose count or reference is
/// wrong. Every byte is of a message that was read, of one put aside, or of a sound envelope.
/// </summary>
/// <param name="file">The file as it came, without a byte order mark.</param>
/// <param name="context">Limits and the sender's codes.</param>
/// <param name="readers">Gives the reader of a message by its type; null when there is none.</param>
/// <param name="found">Where it is gathered.</param>
internal ref partial struct InterchangeReader(
    ReadOnlySpan<byte> file, FeedContext context, Func<Message, MessageReader?> readers, Gathered found)
{
    // Each message that is put aside carries a copy of UNB, so a long one would multiply; an honest one has some 250 bytes.
    private const int LongestLineEnd = 2, LongestHeader = 512, TestIndicator = 10;

    private readonly ReadOnlySpan<byte> _file = file;
    private readonly Part[] _parts = new Part[context.Limits.MaxElements];
    private SegmentReader _segments;
    private Header _header = null!;
    private Message? _message;
    private MessageReader? _reader;
    private int _stray = -1;
    private int _messages, _groups, _inGroup;
    private (int Start, int End, string Reference)? _group;

    /// <summary>Reads the whole file.</summary>
    public void ReadAll()
    {
        var at = 0;
        for (var index = 0; at < _file.Length; index++)
        {
            at = ReadOne(at, index);
            var blanks = new SegmentReader(_file, [], Encoding.ASCII, []) { Next = at };
            blanks.SkipBlanks();
            at = blanks.Next;
        }
    }

    private int ReadOne(int start, int index)
    {
        (_message, _reader, _stray, _messages, _groups, _inGroup, _group) = (null, null, -1, 0, 0, 0, null);
        if (!Open(start, index)) return _segments.Next;
        while (true)
        {
            _segments.SkipBlanks();
            if (_segments.Follows("UNA"u8) || _segments.Follows("UNB"u8)) return CutOff(_segments.Next, isUnended: false);
            if (found.Events > context.Limits.MaxEvents) return TooMuch();
            var scan = _segments.MoveNext();
            if (scan is Scan.End or Scan.CutOff) return CutOff(_file.Length, isUnended: scan is Scan.CutOff);
            if (_message is not null) _message.Segments++;

            var tag = _segments.Tag;
            if (tag.SequenceEqual("UNH"u8)) BeginMessage(scan);
            else if (tag.SequenceEqual("UNT"u8) && _message is not null) EndMessage();
            else if (tag.SequenceEqual("UNZ"u8)) return Close();
            else if (tag.SequenceEqual("UNG"u8)) BeginGroup();
            else if (tag.SequenceEqual("UNE"u8) && _group is not null) EndGroup();
            else if (_message is null) _stray = _stray < 0 ? _segments.Start : _stray;
            else if (scan == Scan.TooLong)
                _message.Wrong(ref _segments, -1, -1, SyntaxCodes.TooManyParts, $"more than {context.Limits.MaxElements} elements and components");
            else if (_message.Fault is null) _reader!.Read(ref _segments);
        }
    }

    private bool Open(int start, int index)
    {
        var characters = ServiceCharacters.Default;
        var una = 0;
        _segments = new(_file, characters.Roles(), Encoding.ASCII, _parts) { Next = start };
        var hasUna = _segments.Follows("UNA"u8);
        if (hasUna)
        {
            una = start + ServiceCharacters.UnaLength;
            if (ServiceCharacters.TryRead(_file[start..], out characters) is { } wrong)
                return Rest(start, index, SyntaxCodes.InvalidServiceCharacter, wrong);
            _segments = new(_file, characters.Roles(), Encoding.ASCII, _parts) { Next = una };
            _segments.SkipBlanks();
        }

        if (!_segments.Follows("UNB"u8)) return Rest(start, index, SyntaxCodes.Missing, "it begins neither with UNA and UNB nor with UNB");
        if (!hasUna && _segments.Follows("UNB\u001D"u8))
        {
            characters = ServiceCharacters.LevelB;
            _segments = new(_file, characters.Roles(), Encoding.ASCII, _parts) { Next = start };
        }

        var scan = _segments.MoveNext();
        if (scan is Scan.CutOff or Scan.End) return Rest(start, index, SyntaxCodes.Missing, "it is cut off within UNB");
        var unb = (_segments.Start, End: _segments.Next);
        if (scan is Scan.TooLong || unb.End - unb.Start > LongestHeader)
            return Skip(start, index, SyntaxCodes.TooManyParts, "UNB is too long");
        if (_segments.Text(0) is not { } syntax || !Charset.TryGet(syntax, out var charset))
            return Skip(start, index, SyntaxCodes.SyntaxNotSupported, "the syntax identifier of UNB is none of UNOA to UNOK, UNOW and UNOY");
        if (!_segments.TryCount(0, 1, out var version) || version is < 1 or > 4)
            return Skip(start, index, SyntaxCodes.SyntaxNotSupported, "the syntax version of UNB is none of 1 to 4");

        if (version < 4) characters = characters with { Repetition = (byte)' ' };
        else if (!hasUna && characters == ServiceCharacters.Default) characters = characters.WithRepetition;
        var roles = characters.Roles();
        _segments.Use(charset.Encoding, roles);
        if (charset.FirstForeign(_file[unb.Start..unb.End], roles) >= 0)
            return Skip(start, index, SyntaxCodes.InvalidCharacter, $"UNB holds a byte that {charset.Name} does not have");
        if (_segments.Text(1) is not { } sender || !_segments.Has(2))
            return Skip(start, index, SyntaxCodes.Missing, "UNB names no sender or no recipient");
        if (_segments.Text(4) is not { } reference) return Skip(start, index, SyntaxCodes.Missing, "UNB has no reference");
        if (_segments.Is(TestIndicator, 0, "1"u8)) return Skip(start, index, SyntaxCodes.IsTest, "UNB says that it is a test: nothing of it has happened");

        var text = charset.Encoding.GetString(_file[unb.Start..unb.End]) + LineEnd(unb.End);
        _header = new()
        {
            Index = index,
            Text = hasUna ? Encoding.ASCII.GetString(_file[start..una]) + LineEnd(una) + text : text,
            Syntax = syntax,
            Version = version,
            Charset = charset,
            Characters = characters,
            Roles = roles,
            Sender = sender,
            Reference = reference,
        };
        return true;
    }

    private void BeginMessage(Scan scan)
    {
        if (_message is { } open)
        {
            open.Wrong(open.Start, 3, SyntaxCodes.Missing, "the message has no UNT: another one begins within it");
            PutAside(_segments.Start);
        }

        PutAsideStray(_segments.Start);
        _message = new(_header, _segments.Start);
        _messages++;
        _inGroup++;
        if (scan == Scan.TooLong)
        {
            _message.Segments = 1;
            _message.Wrong(ref _segments, -1, -1, SyntaxCodes.TooManyParts, "UNH is too long");
            return;
        }

        _message.ReadHeader(ref _segments);
        if (_message.Fault is not null) return;
        _reader = readers(_message);
        if (_reader is null)
        {
            _message.Wrong(ref _segments, 1, 0, SyntaxCodes.NoAgreement,
                $"messages of the type {string.Join(' ', _message.Type, _message.Version)} are not read here; IFTSTA and VERMAS are, of D.95B to D.21B");
        }
    }

    private void EndMessage()
    {
        var message = _message!;
        if (!_segments.TryCount(0, 0, out var count))
            message.Wrong(ref _segments, 0, -1, SyntaxCodes.Missing, "it has no count of segments");
        else if (count != message.Segments)
            message.Wrong(ref _segments, 0, -1, SyntaxCodes.CountDiffers, $"it counts {count} segments, and {message.Segments} came");
        else if (_segments.Text(1) is var reference && reference != message.Reference)
            message.Wrong(ref _segments, 1, -1, SyntaxCodes.ReferencesDiffer, $"its reference {reference} is not the {message.Reference} of UNH");

        var bytes = _file[message.Start.._segments.Next];
        if (_header.Charset.FirstForeign(bytes, _header.Roles) is var foreign and >= 0)
        {
            message.Override(message.Start + foreign, 1, SyntaxCodes.InvalidCharacter,
                $"a byte that the character set {_header.Syntax} ({_header.Charset.Name}) does not have");
        }

        var facts = message.Fault is null ? _reader!.End(ref _segments) : [];
        if (message.Fault is null && found.Facts.Count + facts.Count > context.Limits.MaxEvents)
            message.Wrong(message.Start, 3, null, $"more than {context.Limits.MaxEvents} events");
        if (message.Fault is null)
        {
            found.Add(facts, message.Version);
            PutAside(_reader!.Aside, _segments.Next);
        }
        else
        {
            PutAside(_segments.Next);
        }

        (_message, _reader) = (null, null);
    }

    private void BeginGroup()
    {
        PutAsideOpen(_segments.Start, "a group begins within it");
        PutAsideStray(_segments.Start);
        if (_group is { } open) BadEnvelope(open.Start, open.End, open.Start, 3, "UNG", SyntaxCodes.Missing, $"group {open.Reference} has no UNE");
        _group = (_segments.Start, _segments.Next, _segments.Text(4) ?? "");
        _groups++;
        _inGroup = 0;
    }

    private void EndGroup()
    {
        PutAsideOpen(_segments.Start, "its group ends");
        PutAsideStray(_segments.Start);
        var group = _group!.Value;
        var (at, length) = _segments.Place(0, 0);
        if (!_segments.TryCount(0, 0, out var count) || count != _inGroup)
            Bad(SyntaxCodes.CountDiffers, $"UNE counts {_segments.Text(0) ?? "nothing"}, and {_inGroup} messages came: ask for group {group.Reference} again");
        else if (_segments.Text(1) is var reference && (reference ?? "") != group.Reference)
            Bad(SyntaxCodes.ReferencesDiffer, $"the reference {reference} of UNE is not the {group.Reference} of UNG");
        _group = null;
    }

    private readonly void Bad(string code, string reason)
    {
        var group = _group!.Value;
        var (at, length) = _segments.Place(code == SyntaxCodes.CountDiffers ? 0 : 1, 0);
        var ung = _header.Charset.Decode(_file[group.Start..group.End], _header.Roles);
        var une = _header.Charset.Decode(_file[_segments.Start.._segments.Next], _header.Roles);
        var raw = _header.Around(ung + une);
        var place = Places.In(raw, _header.Text.Length + ung.Length + (at - _segments.Start), length);
        found.PutAside(new("", reason, raw) { At = place, Syntax = new(_header.Index, code) { ServiceSegment = "UNE" } });
    }

    private int Close()
    {
        PutAsideOpen(_segments.Start, "its interchange ends");
        PutAsideStray(_segments.Start);
        if (_group is { } open) BadEnvelope(open.Start, open.End, open.Start, 3, "UNG", SyntaxCodes.Missing, $"group {open.Reference} has no UNE");
        var came = _groups > 0 ? _groups : _messages;
        var (at, length) = _segments.Place(0, 0);
        if (!_segments.TryCount(0, 0, out var count) || count != came)
        {
            BadEnvelope(-1, -1, at, length, "UNZ", SyntaxCodes.CountDiffers,
                _groups > 0
                    ? $"UNZ counts {_segments.Text(0) ?? "nothing"}, and {came} groups came: ask for interchange {_header.Reference} again"
                    : $"UNZ counts {_segments.Text(0) ?? "nothing"}, and {came} messages came: ask for interchange {_header.Reference} again");
        }
        else if (_segments.Text(1) is var reference && reference != _header.Reference)
        {
            (at, length) = _segments.Place(1, 0);
            BadEnvelope(-1, -1, at, length, "UNZ", SyntaxCodes.ReferencesDiffer, $"the reference {reference} of UNZ is not the {_header.Reference} of UNB");
        }

        return _segments.Next;
    }

    // The file ends, or another interchange begins, before UNZ.
    private int CutOff(int end, bool isUnended)
    {
        if (_message is { } open)
        {
            open.Wrong(open.Start, 3, SyntaxCodes.Missing, $"the message is cut off: interchange {_header.Reference} ends within it; ask for it again");
            PutAside(end);
            (_message, _reader) = (null, null);
            return end;
        }

        PutAsideStray(isUnended ? _segments.Start : end);
        if (isUnended)
        {
            PutAside(_segments.Start, end, new(_segments.Start, 3, $"interchange {_header.Reference} is cut off; ask for it again", SyntaxCodes.Missing),
                new(_header.Index, SyntaxCodes.Missing) { ServiceSegment = "UNZ" });
            return end;
        }

        BadEnvelope(-1, -1, -1, 0, "UNZ", SyntaxCodes.Missing, $"interchange {_header.Reference} ends without UNZ; ask for it again");
        return end;
    }
}
