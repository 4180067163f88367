namespace FreightRecovery.Feeds.Edifact;

/// <summary>What is done with a segment.</summary>
internal enum Act
{
    /// <summary>It is not one of the message.</summary>
    None,

    /// <summary>It is read over: it says nothing that a fact holds, or it is personal.</summary>
    Pass,

    /// <summary>Function and number of the message.</summary>
    Begin,

    /// <summary>A time of the message, the status or the leg.</summary>
    Time,

    /// <summary>A party; only the carrier's code is read.</summary>
    Party,

    /// <summary>A reference of the message, the consignment, the equipment or the status.</summary>
    Reference,

    /// <summary>A place of the status or the leg.</summary>
    Place,

    /// <summary>Free text, kept only where it is the reason of a status.</summary>
    Remark,

    /// <summary>A total of the consignment.</summary>
    Total,

    /// <summary>Begins a consignment.</summary>
    Consignment,

    /// <summary>Begins a status.</summary>
    Status,

    /// <summary>A container.</summary>
    Equipment,

    /// <summary>A leg: means of transport, voyage or flight, carrier.</summary>
    Transport,

    /// <summary>Goods with their packages.</summary>
    Goods,

    /// <summary>A mass.</summary>
    Measure,

    /// <summary>A quantity.</summary>
    Quantity,
}

/// <summary>
/// The layout of IFTSTA, D.95B to D.21B. Between the directories groups moved and were added, but which segment says what
/// did not change, so the reader keeps the level that stands open and no table for each directory:
/// <code>
/// UNH BGM DTM* TSR                          the message: its function, number and time
///   NAD (CTA COM*)*  RFF (DTM)*             parties, references of all that follows
///   LOC* FTX* CNT*
///   EQD ...                                 from D.13B on: equipment before the consignments, each with STS of its own
///   CNI  LOC* CNT*                          a consignment (D.95B: the only level that has STS)
///     STS  RFF* DTM* DOC* FTX* NAD* LOC*    a status: category, status, up to five reasons
///       PCI* GIN*
///       TDT DTM* RFF* (LOC DTM*)*           the leg on which it came about
///       EQD MEA* DIM* SEL* RFF* TPL* ...    containers it is about
///       GID HAN* SGP* DGS* FTX* MEA* ...    goods it is about: packages and masses
/// UNT
/// </code>
/// STS is <c>STS+9015:1131:3055+4405:1131:3055:4404+9013:1131:3055:9012</c> with up to five of the last; until D.99B the
/// second composite held 9011 and 9010 in place of 4405 and 4404, in the same positions. A status stays open until the
/// next STS or CNI, the end, or an EQD where equipment came first. A leg stays open until a segment of equipment or goods.
/// </summary>
internal static class IftstaGrammar
{
    /// <summary>The grammar's word on a tag.</summary>
    public static Act ActOf(ReadOnlySpan<byte> tag) => tag.Length != 3 ? Act.None : ((tag[0] << 16) | (tag[1] << 8) | tag[2]) switch
    {
        ('B' << 16) | ('G' << 8) | 'M' => Act.Begin,
        ('D' << 16) | ('T' << 8) | 'M' => Act.Time,
        ('N' << 16) | ('A' << 8) | 'D' => Act.Party,
        ('R' << 16) | ('F' << 8) | 'F' => Act.Reference,
        ('L' << 16) | ('O' << 8) | 'C' => Act.Place,
        ('F' << 16) | ('T' << 8) | 'X' => Act.Remark,
        ('C' << 16) | ('N' << 8) | 'T' => Act.Total,
        ('C' << 16) | ('N' << 8) | 'I' => Act.Consignment,
        ('S' << 16) | ('T' << 8) | 'S' => Act.Status,
        ('E' << 16) | ('Q' << 8) | 'D' => Act.Equipment,
        ('T' << 16) | ('D' << 8) | 'T' => Act.Transport,
        ('G' << 16) | ('I' << 8) | 'D' => Act.Goods,
        ('M' << 16) | ('E' << 8) | 'A' => Act.Measure,
        ('Q' << 16) | ('T' << 8) | 'Y' => Act.Quantity,
        _ => KnownTexts.Of(tag) is { } other && Passed.Contains(other) ? Act.Pass : Act.None,
    };

    // CTA and COM name people; the others are of parts of the cargo that no fact tells apart.
    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal)
    {
        "TSR", "CTA", "COM", "DOC", "PCI", "GIN", "DIM", "SEL", "TPL", "TMD", "HAN", "SGP", "DGS", "EQA", "GDS", "TMP", "RNG", "PAC", "IMD",
        "PIA", "TCC", "EQN", "ATT", "GOR", "PRC", "CPI", "DMT",
    };
}
