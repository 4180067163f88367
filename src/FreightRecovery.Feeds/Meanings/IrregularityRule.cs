using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// What a carrier itself calls wrong. The kinds are DOMAIN 3.1's; a person assesses them afterwards, so what may be several things is taken
/// for the one that says least.
/// </summary>
internal static class IrregularityRule
{
    public static Meaning Of(IrregularityKind what, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Classifier is Classifier.Planned or Classifier.Requested) return new Meaning.Nothing("A plan is not an irregularity.");
        return what switch
        {
            // It may turn up: major at first. Cargo that is gone for good is another severity of the same kind.
            IrregularityKind.Missing => Propose(IncidentKind.CargoLost, Fault.Carrier, policy.CargoMissing, "cargo missing"),
            IrregularityKind.Lost => Propose(IncidentKind.CargoLost, Fault.Carrier, policy.CargoLost, "cargo lost"),
            IrregularityKind.Damaged => Propose(IncidentKind.CargoDamaged, Fault.Carrier, policy.CargoDamaged, "cargo damaged"),

            // Left behind is left behind, whether it never went on, was taken off, or went short.
            IrregularityKind.NotLoaded => Rolled("not loaded"),
            IrregularityKind.Offloaded => Rolled("offloaded"),
            IrregularityKind.ShortShipped => Rolled("short-shipped"),

            // It is whole and known where it is; it comes later, by a way back.
            IrregularityKind.OverCarried => Propose(IncidentKind.TransitDelay, Fault.Carrier, policy.OverCarried, "cargo carried past its destination"),
            IrregularityKind.Delayed => Delayed(fact, shipment, policy),

            // The waybill travels with the carrier, and without it nothing is cleared.
            IrregularityKind.DocumentsMissing => Propose(IncidentKind.CustomsPapersLate, Fault.Carrier, policy.CustomsTrouble, "the waybill or manifest missing"),
            IrregularityKind.RefusedByCustoms => Words.Any(fact.Remark, policy.MissingWords)
                ? Propose(IncidentKind.CustomsPapersLate, Fault.Operations, policy.CustomsTrouble, "cargo refused by customs for want of papers")
                : Propose(IncidentKind.DeclarationWrong, Fault.Operations, policy.CustomsTrouble, "cargo refused by customs"),
            IrregularityKind.HeldByAuthority => Held(),

            // Delivery did not take place as instructed (DOMAIN 3.1), and what is told is the consignee's own doing.
            IrregularityKind.RefusedByConsignee => Propose(
                IncidentKind.InstructionNotFollowed, Fault.Customer, policy.DeliveryRefused, "delivery refused by the consignee"),
            IrregularityKind.Discrepancy => PiecesRule.OfArrival(fact, shipment, policy) ?? MassRule.OfCargo(fact, shipment, policy)
                ?? Propose(IncidentKind.DocumentsDefective, Fault.Operations, policy.DocumentsDefective, "papers and cargo at variance"),

            IrregularityKind.Found => new Meaning.Nothing("Cargo that turns up mends an irregularity; it is none."),
            IrregularityKind.DocumentsFound => new Meaning.Nothing("Papers that turn up mend an irregularity; they are none."),
            IrregularityKind.DefinitelyLoaded => new Meaning.Nothing("The cargo is on board, though a list said otherwise."),
        };

        Meaning Propose(IncidentKind kind, Fault fault, Severity severity, string told, ForceMajeureCause? cause = null) => Meaning.Propose(
            kind, fault, severity, fact, shipment, policy, Telling.Of(shipment, Reported(told, fact, null), fact), cause,
            Comparing.ContainersNamed(fact, shipment));

        Meaning Rolled(string told) => RolledRule.Rolled(
            Reported($"the cargo {told}", fact, null), fact, shipment, policy, Comparing.ContainersNamed(fact, shipment));

        // Customs hold cargo for its papers; what another authority holds, or nobody says why, is the authority's own act.
        Meaning Held() =>
            Words.Any(fact.Remark, policy.LostWords)
                ? Propose(IncidentKind.CustomsPapersLost, Fault.Operations, policy.CustomsTrouble, "cargo held, its papers lost")
            : Words.Any(fact.Remark, policy.CustomsWords) || Words.Any(fact.Remark, policy.MissingWords)
                ? Propose(IncidentKind.CustomsPapersLate, Fault.Operations, policy.CustomsTrouble, "cargo held by customs")
                : Propose(IncidentKind.ForceMajeure, Fault.Nobody, policy.HeldByAuthority, "cargo held by an authority", ForceMajeureCause.Authority);
    }

    private static Meaning Delayed(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        var reason = DelayReason.Of(fact, policy);
        var description = Telling.Of(shipment, Reported("a delay", fact, reason.Text), fact);
        var containers = Comparing.ContainersNamed(fact, shipment);
        return reason.Cause is { } cause
            ? Meaning.Propose(IncidentKind.ForceMajeure, Fault.Nobody, policy.DelayOfUnknownLength, fact, shipment, policy, description, cause, containers)
            : Meaning.Propose(IncidentKind.TransitDelay, Fault.Carrier, policy.DelayOfUnknownLength, fact, shipment, policy, description, null, containers);
    }

    private static string Reported(string what, TradeFact fact, string? why)
    {
        var (place, time) = (Telling.Place(fact), Telling.Time(fact.OccurredAt));
        var pieces = Pieces(fact);
        return (pieces ?? why, pieces is null ? null : why) switch
        {
            (null, _) => $"The carrier reports {what} at {place}, {time}.",
            ({ } note, null) => $"The carrier reports {what} at {place}, {time} ({note}).",
            ({ } note, { } reason) => $"The carrier reports {what} at {place}, {time} ({note}) ({reason}).",
        };
    }

    private static string? Pieces(TradeFact fact) => fact.Quantity is not { Pieces: { } told } quantity ? null
        : quantity.TotalPieces is { } whole && whole != told ? $"{Telling.Pieces(told)} of {whole}" : Telling.Pieces(told);
}
