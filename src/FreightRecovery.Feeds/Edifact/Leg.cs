namespace FreightRecovery.Feeds.Edifact;

/// <summary>A leg of the way, as TDT tells it.</summary>
internal sealed record Leg
{
    private const int ImoLength = 7, LongestCarrierDesignator = 3;

    /// <summary>Whether it is the main carriage (8051 is 20), which is what was booked.</summary>
    public bool IsMain { get; init; }

    /// <summary>What carries the cargo.</summary>
    public MeansOfTransport? Mode { get; init; }

    /// <summary>The vessel's name.</summary>
    public string? Vessel { get; init; }

    /// <summary>The vessel's IMO number.</summary>
    public string? Imo { get; init; }

    /// <summary>The voyage, or the flight's number.</summary>
    public string? Conveyance { get; init; }

    /// <summary>The carrier's code.</summary>
    public string? Carrier { get; init; }

    /// <summary>The flight, as carrier designator and number.</summary>
    public string? Flight =>
        Mode is not MeansOfTransport.Air || Conveyance is null ? null
        : char.IsAsciiDigit(Conveyance[0]) && !Conveyance.AsSpan(1).ContainsAnyInRange('A', 'Z') && Carrier is { Length: <= LongestCarrierDesignator }
            ? Carrier + Conveyance
            : Conveyance.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Reads TDT: 8051, 8028, C220 (8067), C228, C040 (3127), 8101, C401, C222 (8213:1131:3055:8212).</summary>
    public static Leg Read(ref SegmentReader tdt)
    {
        var id = tdt.Text(7);
        // 146 is the identification of means of transport, 11 is Lloyd's Register, which gives the IMO's numbers; 103 is a call sign.
        var mayBeImo = tdt.Text(7, 1) is null or "146" || tdt.Is(7, 2, "11"u8);
        var isImo = id is { Length: ImoLength } && mayBeImo && !id.AsSpan().ContainsAnyExceptInRange('0', '9');
        return new()
        {
            IsMain = tdt.Is(0, 0, "20"u8),
            Mode = tdt.Text(2) switch
            {
                "1" => MeansOfTransport.Vessel,
                "2" => MeansOfTransport.Rail,
                "3" => MeansOfTransport.Truck,
                "4" => MeansOfTransport.Air,
                "6" => MeansOfTransport.Multimodal,
                "8" => MeansOfTransport.Barge,
                _ => null,
            },
            Conveyance = tdt.Text(1),
            Carrier = tdt.Text(4),
            Imo = isImo ? id : null,
            Vessel = tdt.Text(7, 3),
        };
    }
}
