using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>From when on a fact is worth an incident, and how bad it then is. A house changes these, never the code.</summary>
public sealed record FeedPolicy
{
    /// <summary>The policy that ships with the product.</summary>
    public static FeedPolicy Default { get; } = new();

    /// <summary>A delay against the plan below this is no incident.</summary>
    public Duration DelayWorthTelling { get; init; } = Duration.FromDays(1);

    /// <summary>A delay of this length or more is major.</summary>
    public Duration MajorDelay { get; init; } = Duration.FromDays(3);

    /// <summary>A delay of this length or more is critical.</summary>
    public Duration CriticalDelay { get; init; } = Duration.FromDays(10);

    /// <summary>The delays of air cargo, which is promised by the hour.</summary>
    public DelayLengths AirDelays { get; init; } = new()
    {
        WorthTelling = Duration.FromHours(6), Major = Duration.FromHours(24), Critical = Duration.FromHours(72),
    };

    /// <summary>The delays of single lanes, of any mode. The most closely drawn lane counts, of equals the first.</summary>
    public ImmutableArray<LaneDelays> Lanes { get; init; } = [];

    /// <summary>The same flight number this much later than booked is the flight of another day, and cargo moved to it was left behind.</summary>
    public Duration NextFlightAfter { get; init; } = Duration.FromHours(18);

    /// <summary>How much of a delay a time zone that is not known may explain; the clocks of the world are up to 14 hours off UTC.</summary>
    public Duration UnknownZoneMayHide { get; init; } = Duration.FromHours(14);

    /// <summary>UN/LOCODEs of the places that an airport serves, beside those that the product knows: such as <c>"LHR": ["GBLON"]</c>.</summary>
    public ImmutableSortedDictionary<string, Texts> Airports { get; init; } = ImmutableSortedDictionary<string, Texts>.Empty;

    /// <summary>A delay with a reason, while the plan is not known.</summary>
    public Severity DelayOfUnknownLength { get; init; } = Severity.Minor;

    /// <summary>Cargo left behind.</summary>
    public Severity CargoRolled { get; init; } = Severity.Major;

    /// <summary>A part of the cargo left behind, while the rest goes as booked.</summary>
    public Severity PartRolled { get; init; } = Severity.Minor;

    /// <summary>Cargo that cannot be found and may turn up.</summary>
    public Severity CargoMissing { get; init; } = Severity.Major;

    /// <summary>Cargo that is gone for good.</summary>
    public Severity CargoLost { get; init; } = Severity.Critical;

    /// <summary>Cargo that is damaged.</summary>
    public Severity CargoDamaged { get; init; } = Severity.Major;

    /// <summary>Cargo carried past its destination.</summary>
    public Severity OverCarried { get; init; } = Severity.Major;

    /// <summary>Cargo held by an authority for a reason not told.</summary>
    public Severity HeldByAuthority { get; init; } = Severity.Major;

    /// <summary>Delivery refused by the consignee.</summary>
    public Severity DeliveryRefused { get; init; } = Severity.Major;

    /// <summary>Cargo whose mass on the scale changes what freight is charged on.</summary>
    public Severity ChargeableMassWrong { get; init; } = Severity.Minor;

    /// <summary>How masses are compared, by mode.</summary>
    public ImmutableDictionary<TransportMode, MassPolicy> Masses { get; init; } = MassPolicy.Usual;

    /// <summary>The mass of the lightest empty container (a dry one of 20 feet), in kilograms.</summary>
    public decimal LightestTareKilograms { get; init; } = 2_000m;

    /// <summary>The mass of the heaviest empty container (a refrigerated one of 45 feet), in kilograms.</summary>
    public decimal HeaviestTareKilograms { get; init; } = 5_200m;

    /// <summary>A temperature in a refrigerated container that is off its set point by more than this has left its range; degrees Celsius.</summary>
    public decimal TemperatureTolerance { get; init; } = 3m;

    /// <summary>
    /// A temperature that is off for less than this may be the peak of a defrost. How long one takes depends on the ice, and no standard says
    /// it: the figure is judgement. Readings are an hour apart as a rule, so two of them in a row tell a failure from it.
    /// </summary>
    public Duration TemperaturePeak { get; init; } = Duration.FromMinutes(45);

    /// <summary>A temperature that is off by more than this is no defrost, however short; degrees Celsius.</summary>
    public decimal TemperatureExtreme { get; init; } = 15m;

    /// <summary>A temperature beyond tolerance.</summary>
    public Severity TemperatureOff { get; init; } = Severity.Major;

    /// <summary>Papers that are not in order this long before their cut-off are late.</summary>
    public Duration PapersBeforeCutOff { get; init; } = Duration.FromHours(12);

    /// <summary>A changed order of ports, or an omitted port that is neither origin nor destination.</summary>
    public Severity CarrierNotOnSchedule { get; init; } = Severity.Minor;

    /// <summary>Data missing from a document.</summary>
    public Severity DocumentsDefective { get; init; } = Severity.Minor;

    /// <summary>Customs papers late or lost, a customs hold, a filing refused.</summary>
    public Severity CustomsTrouble { get; init; } = Severity.Major;

    /// <summary>Words in a remark that say that data are missing.</summary>
    public Texts MissingWords { get; init; } = ["missing", "incomplete", "not provided", "not received", "absent", "lacking"];

    /// <summary>Words in a remark that say that a paper is gone for good.</summary>
    public Texts LostWords { get; init; } = ["lost", "mislaid", "cannot be found", "not found"];

    /// <summary>Words in a remark that say that customs are at it.</summary>
    public Texts CustomsWords { get; init; } = ["customs", "duty", "tariff", "declaration"];

    /// <summary>Words in a remark that name a war; SMDG has no code for it.</summary>
    public Texts WarWords { get; init; } = ["war", "hostilities", "attack", "piracy", "blockade", "missile"];

    /// <summary>Words in a remark that name a closed port; SMDG has no code for it.</summary>
    public Texts ClosureWords { get; init; } = ["closed", "closure", "suspended"];

    /// <summary>The delays that count for a shipment: its lane's, else its mode's.</summary>
    public DelayLengths DelaysOf(ShipmentFacts shipment)
    {
        LaneDelays? closest = null;
        foreach (var lane in Lanes)
            if (lane.Has(shipment.Mode, shipment.Origin, shipment.Destination) && lane.Closeness > (closest?.Closeness ?? 0))
                closest = lane;
        return closest?.Delays
            ?? (shipment.Mode is TransportMode.Air ? AirDelays : new() { WorthTelling = DelayWorthTelling, Major = MajorDelay, Critical = CriticalDelay });
    }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck()
            .Time(DelayWorthTelling, "/delayWorthTelling")
            .AtLeast(MajorDelay, DelayWorthTelling, "/majorDelay")
            .AtLeast(CriticalDelay, MajorDelay, "/criticalDelay")
            .Part("/airDelays", AirDelays.Faults())
            .Time(NextFlightAfter, "/nextFlightAfter")
            .Within(UnknownZoneMayHide, Duration.Zero, Duration.FromHours(18), "/unknownZoneMayHide")
            .Within(LightestTareKilograms, 0m, HeaviestTareKilograms, "/lightestTareKilograms")
            .Within(TemperatureTolerance, 0m, 50m, "/temperatureTolerance")
            .Within(TemperaturePeak, Duration.Zero, Duration.FromDays(2), "/temperaturePeak")
            .Within(TemperatureExtreme, TemperatureTolerance, 100m, "/temperatureExtreme")
            .AtLeast(PapersBeforeCutOff, Duration.Zero, "/papersBeforeCutOff");
        check.Complete(Masses, "/masses", (row, at) => MassPolicy.Check(check, row, at));
        foreach (var (i, lane) in Lanes.Index()) check.Part($"/lanes/{i}", lane.Faults());
        foreach (var (airport, places) in Airports)
            check.That(airport.Length == 3 && places.All(place => place.Length == 5), $"/airports/{airport}",
                "An airport has three letters, and the places that it serves are UN/LOCODEs such as GBLON.");
        foreach (var (words, at) in ((Texts, string)[])
            [
                (MissingWords, "/missingWords"), (LostWords, "/lostWords"), (CustomsWords, "/customsWords"), (WarWords, "/warWords"),
                (ClosureWords, "/closureWords"),
            ])
            foreach (var word in words)
                check.That(!string.IsNullOrWhiteSpace(word), at, "A word to look for is not empty.");
        return check.Found;
    }
}

/// <summary>Looks for words in a remark.</summary>
internal static class Words
{
    /// <summary>Whether one of the words stands in the text as a word of its own, in any case; no "war" in "warehouse".</summary>
    public static bool Any(string? text, Texts words)
    {
        if (text is null) return false;
        foreach (var word in words)
        {
            for (var at = Find(text, word, 0); at >= 0; at = Find(text, word, at + 1))
            {
                var end = at + word.Length;
                if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]))) return true;
            }
        }

        return false;
    }

    private static int Find(string text, string word, int from) => text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);
}
