using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// Cargo that the scale finds heavier or lighter than booked. Only what changes the mass that freight is charged on is an
/// incident: light and bulky cargo is charged on its volume, whatever it weighs.
/// </summary>
internal static class MassRule
{
    /// <summary>A mass told for its own sake.</summary>
    public static Meaning OfWeighing(MassBasis basis, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Classifier is not Classifier.Actual) return new Meaning.Nothing("Nothing has been weighed yet.");
        return basis switch
        {
            MassBasis.Declared => new Meaning.Nothing("A declared mass was on no scale."),
            MassBasis.Tare => new Meaning.Nothing("The mass of an empty container says nothing of the cargo."),
            MassBasis.Chargeable => OfChargeable(fact, shipment, policy),
            MassBasis.Gross => OfCargo(fact, shipment, policy) ?? new Meaning.Nothing("No mass is told."),
            MassBasis.VerifiedGross => OfContainer(fact, shipment, policy),
        };
    }

    /// <summary>Cargo on the scale; null when the fact tells no mass, or not that of the whole.</summary>
    public static Meaning? OfCargo(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Quantity is not { Mass: { } told } quantity) return null;
        if (quantity.Portion is not Portion.Total) return new Meaning.Nothing("It is the mass of a part; the others are weighed by themselves.");
        var rule = policy.Masses[shipment.Facts.Mode];
        if (shipment.Facts.GrossMass is { } gross && !rule.Differ(gross, told))
            return new Meaning.Nothing("The mass is as booked, but for what a scale may be off.");
        if (ChargeableMass.Of(shipment.Facts, told, quantity.Volume, rule) is not { } sum)
            return new Meaning.Nothing("No mass was booked to compare with.");
        if (sum.Now is not { } now)
            return new Meaning.Nothing("It is less than freight was charged on, and the volume, which may be the reason, is not known.");
        if (!rule.Differ(sum.Charged, now)) return new Meaning.Nothing("The mass that freight is charged on stays as it is.");

        var declared = fact.Declared is { Portion: Portion.Total, Mass: { } paper } && rule.Differ(paper, told) ? $"The waybill says {paper}." : null;
        return Wrong(
            Telling.Sentences(
                $"The scale at {Telling.Place(fact)} says {told}.", declared, $"Freight is charged on {sum.Charged} and comes to {now}."),
            fact, shipment, policy);
    }

    private static Meaning OfChargeable(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Quantity?.Mass is not { } told || shipment.Facts.ChargeableMass is not { } charged || fact.Quantity.Portion is not Portion.Total)
            return new Meaning.Nothing("No mass that freight is charged on is known of both sides.");
        return policy.Masses[shipment.Facts.Mode].Differ(charged, told)
            ? Wrong($"The carrier charges on {told}, and freight was charged on {charged}.", fact, shipment, policy)
            : new Meaning.Nothing("The mass that freight is charged on is as booked.");
    }

    // SOLAS VI/2: the verified mass is that of the packed container, tare and all. The tare is not known; between the lightest and the
    // heaviest box, what is left for the cargo has two bounds. Of several containers one alone can only be too heavy.
    private static Meaning OfContainer(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Quantity?.Mass is not { } told) return new Meaning.Nothing("No mass is told.");
        if (shipment.Facts.GrossMass is not { } gross) return new Meaning.Nothing("No mass was booked to compare with.");
        var rule = policy.Masses[shipment.Facts.Mode];
        var least = new Mass(Math.Max(0m, told.Kilograms - policy.HeaviestTareKilograms));
        var most = new Mass(Math.Max(0m, told.Kilograms - policy.LightestTareKilograms));
        var heavier = least > gross && rule.Differ(gross, least);
        var lighter = shipment.Facts.Containers is { IsDefault: false, Length: 1 } && most < gross && rule.Differ(gross, most);
        return heavier || lighter
            ? Wrong(
                $"The packed container's verified mass is {told}, which leaves {least} to {most} for cargo that is booked with {gross}.",
                fact, shipment, policy)
            : new Meaning.Nothing("The verified mass leaves room for what is booked.");
    }

    private static Meaning Wrong(string told, TradeFact fact, BookedShipment shipment, FeedPolicy policy) => Meaning.Propose(
        IncidentKind.ChargeableMassWrong, Fault.Operations, policy.ChargeableMassWrong, fact, shipment, policy,
        Telling.Of(shipment, told, fact), containers: Comparing.ContainersNamed(fact, shipment));
}
