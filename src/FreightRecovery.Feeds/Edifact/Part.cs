namespace FreightRecovery.Feeds.Edifact;

/// <summary>A stretch of text between two separators.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Kind">The separator before it: of an element, a component or a repetition.</param>
/// <param name="Released">Whether release characters are in it.</param>
internal readonly record struct Part(int Start, int End, Role Kind, bool Released)
{
    /// <summary>Its bytes, release characters counted.</summary>
    public int Length => End - Start;
}

/// <summary>How a look for the next segment ended.</summary>
internal enum Scan
{
    /// <summary>It is there.</summary>
    Found,

    /// <summary>Nothing but line ends is left.</summary>
    End,

    /// <summary>The text ends within it.</summary>
    CutOff,

    /// <summary>It is there and has more parts than are read; only its tag is kept.</summary>
    TooLong,
}
