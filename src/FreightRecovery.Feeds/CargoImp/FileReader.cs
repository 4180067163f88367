using System.Buffers;
using System.Collections.Immutable;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>
/// Reads the messages of one file, line after line. A message falls into sections, one for each consignment, and a section into
/// groups: a status line, what continues it, and what supplements it. Each group is facts, or put aside with the reason.
/// </summary>
internal ref struct FileReader
{
    private const int CodeLength = 3;

    private static readonly SearchValues<byte> Allowed =
        SearchValues.Create([.. "\r\n\u0001\u0002\u0003"u8, .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c)]);

    private readonly ReadOnlySpan<byte> _text;
    private readonly FeedContext _context;
    private readonly LocalTimes _times;
    private readonly ImmutableDictionary<string, string>? _statusCodes;
    private readonly bool _isClean;
    private readonly ImmutableArray<TradeFact>.Builder _facts = ImmutableArray.CreateBuilder<TradeFact>();
    private readonly ImmutableArray<Unreadable>.Builder _unreadable = ImmutableArray.CreateBuilder<Unreadable>();
    private Lines _lines;
    private Line _line;
    private LineKind _kind;
    private bool _held;
    private string? _version;

    /// <summary>Begins with a file.</summary>
    public FileReader(ReadOnlySpan<byte> text, FeedContext context)
    {
        _text = text;
        _context = context;
        _times = new(context);
        _statusCodes = context.Codes.Lists.GetValueOrDefault("status");
        _isClean = !text.ContainsAnyExcept(Allowed);
        _lines = new(text, 0, text.Length);
    }

    private readonly bool IsFull => _facts.Count + _unreadable.Count > _context.Limits.MaxEvents;

    private readonly bool IsBoundary => _kind is LineKind.Type or LineKind.OtherType or LineKind.Envelope;

    /// <summary>Reads it; null when it has more statuses than a file may have.</summary>
    public FeedReading? Read()
    {
        while (!IsFull && Take())
        {
            if (_kind is LineKind.Type) ReadMessage();
            else if (_kind is LineKind.OtherType)
                PutAsideMessage($"{Letters.Text(_line.Of(_text)[..CodeLength])} messages are not read here, only FSU and FSA");
            else if (_kind is not (LineKind.Envelope or LineKind.End) && !LineKinds.IsAddresses(_line.Of(_text)))
                PutAsideMessage($"line {_line.Number} stands before any message and is no address; a message begins with its type, such as FSU/14");
        }

        if (_version is null && _unreadable.Count == 0)
            PutAside(null, null, 0, _text.Length, new("there is no message in it; a message begins with its type, such as FSU/14", -1, 0));
        return IsFull ? null : new(_version, _facts.DrainToImmutable(), _unreadable.DrainToImmutable());
    }

    private void ReadMessage()
    {
        var type = _line;
        var version = type.Of(_text)[Math.Min(CodeLength + 1, type.End - type.Start)..];
        if (version.Length is not (1 or 2) || !Letters.AreDigits(version) || Letters.Number(version) == 0)
        {
            PutAsideMessage($"line {type.Number} tells no version, such as FSU/14");
            return;
        }

        _version ??= Letters.Text(type.Of(_text));
        if (!TakeWithin(orConsignment: true))
        {
            PutAside(null, null, type.Start, type.End, new("no consignment follows the type line", type.Start, type.End - type.Start));
            return;
        }

        while (ReadSection(type))
        {
        }
    }

    // Begins with the consignment's line as the line taken; true when another consignment's has been taken.
    private bool ReadSection(Line type)
    {
        var line = _line;
        var (end, statuses, group) = (line.End, 0, default(StatusGroup));
        var consignment = ReadConsignment(line, out var fault);
        while (!IsFull && TakeWithin())
        {
            end = _line.End;
            if (consignment is null || _kind is LineKind.End) continue;
            if (group.Extend(_line, _kind)) continue;
            Close(group, type, line, consignment);
            group = new(_line, _kind);
            statuses++;
        }

        if (consignment is null) PutAside(type, null, line.Start, end, fault);
        else if (statuses > 0) Close(group, type, line, consignment);
        else
            PutAside(
                type, null, line.Start, end,
                new($"nothing is told of {consignment.Waybill}: no status line follows", line.Start, line.End - line.Start));
        return _held && _kind is LineKind.Consignment && Take();
    }

    private readonly Consignment? ReadConsignment(Line line, out Fault fault)
    {
        if (line.End - line.Start > _context.Limits.MaxLine)
            fault = new($"line {line.Number} is longer than {_context.Limits.MaxLine} characters", line.Start, line.End - line.Start);
        else if (!HasForeignCharacter(line.Start, line.End, line.Number, out fault))
            return Consignment.Read(_text, line, out fault);
        return null;
    }

    private void Close(StatusGroup group, Line type, Line consignmentLine, Consignment consignment)
    {
        if (group.Kind is LineKind.None) return;
        if (FormOf(group, out var fault) is { } form)
        {
            var status = new StatusLine(_text, consignment, _times, _context.Codes);
            if (status.Read(form, group.Head, group.StatusEnd) && status.ToFact(form, group.Head, out var arrival) is { } fact)
            {
                _facts.Add(fact);
                if (arrival is not null) _facts.Add(arrival);
                return;
            }

            if (status.IsIgnored) return;
            fault = status.Fault;
        }

        if (fault.Reason is not null) PutAside(type, consignmentLine, group.Head.Start, group.End, fault);
    }

    // Null without a fault when the partner's map says to read it over.
    private readonly StatusForm? FormOf(StatusGroup group, out Fault fault)
    {
        var head = group.Head;
        if (HasForeignCharacter(head.Start, group.End, head.Number, out fault)) return null;
        if (group.Kind is not LineKind.Status)
        {
            fault = new($"line {head.Number} begins with no status code", head.Start, head.End - head.Start);
            return null;
        }

        var code = _text.Slice(head.Start, CodeLength);
        if (_statusCodes is null && Grammar.Find(Letters.Pack(code)) is { } usual) return usual;
        var told = Letters.Text(code);
        var meant = _context.Codes.Meant("status", told);
        if (meant == PartnerCodes.Ignore) return null;
        if (Grammar.Find(Letters.Pack(meant)) is { } form) return form;
        fault = new(
            $"the status code {told} on line {head.Number} is not known: add it to the partner's map of codes (list status) with "
            + "the standard's code or \"ignore\", and replay",
            head.Start, CodeLength);
        return null;
    }

    private readonly bool HasForeignCharacter(int start, int end, int number, out Fault fault)
    {
        fault = default;
        if (_isClean) return false;
        var at = _text[start..end].IndexOfAnyExcept(Allowed);
        if (at < 0) return false;
        fault = new($"the group of line {number} has a character (byte {_text[start + at]:X2}) that Cargo-IMP does not have", start + at, 1);
        return true;
    }

    // From the line taken to the next message.
    private void PutAsideMessage(string reason)
    {
        var (from, end) = (_line, _line.End);
        while (TakeWithin(orConsignment: true)) end = _line.End;
        PutAside(null, null, from.Start, end, new(reason, from.Start, from.End - from.Start));
    }

    private readonly void PutAside(Line? type, Line? consignment, int from, int to, Fault fault) =>
        _unreadable.Add(Excerpt.Of(_text, type, consignment, from, to, fault));

    private bool Take()
    {
        if (_held)
        {
            _held = false;
            return true;
        }

        if (!_lines.Next(out _line)) return false;
        _kind = LineKinds.Of(_line.Of(_text));
        return true;
    }

    // The next line of a section; at its end false, and the line that ends it is held back.
    private bool TakeWithin(bool orConsignment = false)
    {
        if (!Take()) return false;
        _held = IsBoundary || (_kind is LineKind.Consignment && !orConsignment);
        return !_held;
    }
}
