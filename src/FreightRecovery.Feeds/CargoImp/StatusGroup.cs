namespace FreightRecovery.Feeds.CargoImp;

/// <summary>A status line and what belongs to it.</summary>
internal struct StatusGroup(Line head, LineKind kind)
{
    private bool _inSupplement;

    /// <summary>The line it begins with.</summary>
    public Line Head { get; } = head;

    /// <summary>Its kind; none before the first group of a section.</summary>
    public LineKind Kind { get; } = kind;

    /// <summary>Where the status line ends, continued as it may be.</summary>
    public int StatusEnd { get; private set; } = head.End;

    /// <summary>Where the group ends.</summary>
    public int End { get; private set; } = head.End;

    /// <summary>Takes a line that belongs to it; false when the line begins another group.</summary>
    public bool Extend(Line line, LineKind kind)
    {
        if (kind is not (LineKind.Continuation or LineKind.Supplement)) return false;
        _inSupplement |= kind is LineKind.Supplement;
        if (!_inSupplement) StatusEnd = line.End;
        End = line.End;
        return true;
    }
}
