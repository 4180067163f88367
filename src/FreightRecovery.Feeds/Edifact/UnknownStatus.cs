namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// A status with a code that is not known. It is put aside alone, as a message with all that it needs to be read by itself: what
/// stands before the first consignment, the consignment or equipment that it is of, and the status.
/// </summary>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Before">What stands before the first consignment, UNH with it.</param>
/// <param name="Subject">The consignment or equipment, without its statuses; empty when the status is the message's.</param>
/// <param name="Status">The status.</param>
internal sealed record UnknownStatus(Fault Fault, Segments Before, Segments Subject, Segments Status)
{
    /// <summary>More than these in one message, and the message is put aside as a whole: its partner's map lacks more than a code.</summary>
    public const int Most = 20;

    /// <summary>How many segments there are, UNT with them.</summary>
    public int Count => Before.Count + Subject.Count + Status.Count + 1;
}

/// <summary>A run of segments.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Count">How many segments it is.</param>
internal readonly record struct Segments(int Start, int End, int Count);

/// <summary>Follows the levels of a message, so that a single status can be cut out of it.</summary>
internal sealed class StatusCuts(Message message)
{
    private readonly List<UnknownStatus> _found = [];
    private Segments _before, _subject;
    private (int Start, int Segment)? _openSubject;
    private (Fault Fault, int Start, int Segment)? _open;

    /// <summary>The statuses with a code that is not known, in the order of the message.</summary>
    public IReadOnlyList<UnknownStatus> Found => _found;

    /// <summary>A consignment or equipment begins.</summary>
    public void Subject(ref SegmentReader segment)
    {
        Before(ref segment);
        _openSubject = (segment.Start, message.Segments);
        _subject = default;
    }

    /// <summary>A status begins.</summary>
    public void Status(ref SegmentReader segment)
    {
        Before(ref segment);
        if (_openSubject is { } subject) _subject = new(subject.Start, segment.Start, message.Segments - subject.Segment);
        _openSubject = null;
    }

    /// <summary>A code of the status that begins here is not known; of several the first one counts.</summary>
    public void Unknown(ref SegmentReader sts, Fault fault) => _open ??= (fault, sts.Start, message.Segments);

    /// <summary>The status before this segment ends.</summary>
    public void End(ref SegmentReader segment)
    {
        if (_open is not { } open) return;
        _found.Add(new(open.Fault, _before, _subject, new(open.Start, segment.Start, message.Segments - open.Segment)));
        _open = null;
    }

    private void Before(ref SegmentReader segment)
    {
        if (_before.Count == 0) _before = new(message.Start, segment.Start, message.Segments - 1);
    }
}
