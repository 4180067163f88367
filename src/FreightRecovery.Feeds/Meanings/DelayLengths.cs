using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>From when on a delay is worth telling, and how bad it then is.</summary>
public sealed record DelayLengths
{
    /// <summary>A delay against the plan below this is no incident.</summary>
    public required Duration WorthTelling { get; init; }

    /// <summary>A delay of this length or more is major.</summary>
    public required Duration Major { get; init; }

    /// <summary>A delay of this length or more is critical.</summary>
    public required Duration Critical { get; init; }

    /// <summary>How bad a delay of this length is.</summary>
    public Severity Of(Duration length) =>
        length >= Critical ? Severity.Critical : length >= Major ? Severity.Major : Severity.Minor;

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<PolicyFault> Faults() => new PolicyCheck()
        .Time(WorthTelling, "/worthTelling").AtLeast(Major, WorthTelling, "/major").AtLeast(Critical, Major, "/critical").Found;
}

/// <summary>The delays of one lane, where they are not those of its mode.</summary>
/// <param name="From">UN/LOCODE of the origin (CNTAO), or its country (CN).</param>
/// <param name="To">UN/LOCODE of the destination, or its country.</param>
/// <param name="Delays">The delays.</param>
public sealed record LaneDelays(string From, string To, DelayLengths Delays)
{
    private const int Country = 2, Place = 5;

    /// <summary>The mode it is for; null for all.</summary>
    public TransportMode? Mode { get; init; }

    /// <summary>How closely the lane is drawn: a place is closer than a country.</summary>
    internal int Closeness => From.Length + To.Length + (Mode is null ? 0 : 1);

    /// <summary>Whether a shipment travels on it.</summary>
    internal bool Has(TransportMode mode, string origin, string destination) =>
        (Mode is null || Mode == mode)
        && origin.StartsWith(From, StringComparison.OrdinalIgnoreCase) && destination.StartsWith(To, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<PolicyFault> Faults() => new PolicyCheck()
        .That(IsPlace(From), "/from", "Write a UN/LOCODE such as CNTAO, or a country such as CN.")
        .That(IsPlace(To), "/to", "Write a UN/LOCODE such as USNYC, or a country such as US.")
        .Part("/delays", Delays.Faults()).Found;

    private static bool IsPlace(string text) => text.Length is Country or Place && text.All(char.IsAsciiLetterOrDigit);
}
