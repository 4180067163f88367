using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>A document that is not in order, a customs hold, a booking that the carrier will not honour.</summary>
internal static class DocumentRule
{
    public static Meaning Of(FactKind.Document document, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Classifier is Classifier.Planned or Classifier.Requested) return new Meaning.Nothing("A plan is not a document.");
        var standing = OfStanding(document, fact, shipment, policy);
        return standing is Meaning.Nothing ? CutOffRule.Of(document, fact, shipment, policy) ?? standing : standing;
    }

    /// <summary>The document and where it stands, as a sentence.</summary>
    public static string Told(FactKind.Document document) =>
        $"The {Telling.Document(document.Type)} {document.Reference} is {Telling.Spaced(document.Status.ToString())}.";

    private static Meaning OfStanding(FactKind.Document document, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        var missing = Words.Any(fact.Remark, policy.MissingWords);
        if (IsCustoms(document, fact, policy)) return OfCustoms(document, fact, shipment, policy, missing);

        return document.Status switch
        {
            DocumentStatus.Drafted or DocumentStatus.PendingApproval or DocumentStatus.PendingUpdate or DocumentStatus.Rejected when missing =>
                Defective("data are missing"),

            // Pending update and rejected put the ball in our court whatever the words; only without words we cannot say why.
            DocumentStatus.PendingUpdate when fact.Remark is not null => Defective("it waits for an update"),
            DocumentStatus.Rejected or DocumentStatus.Declined when document.Type is DocumentKind.Booking or DocumentKind.BookingRequest =>
                RolledRule.Rolled(
                    $"{Told(document)} The space is not secured.", fact, shipment, policy, Comparing.ContainersNamed(fact, shipment)),
            DocumentStatus.Rejected when fact.Remark is not null => Defective("it was rejected"),

            // SOLAS VI/2: a container without a verified mass is not loaded.
            DocumentStatus.Rejected or DocumentStatus.Declined or DocumentStatus.Voided when document.Type is DocumentKind.VerifiedGrossMass =>
                Defective("without it the container is not loaded"),
            DocumentStatus.OnHold => new Meaning.Nothing("A hold without a customs reason is the carrier's own release procedure."),
            DocumentStatus.Cancelled or DocumentStatus.Voided => new Meaning.Nothing("Who cancels is the shipper itself; a carrier declines."),
            _ => new Meaning.Nothing($"The {Telling.Document(document.Type)} took its usual course."),
        };

        Meaning Defective(string why) => Meaning.Propose(
            IncidentKind.DocumentsDefective, Fault.Operations, policy.DocumentsDefective, fact, shipment, policy,
            Telling.Of(shipment, $"{Told(document)} The trouble: {why}.", fact), containers: Comparing.ContainersNamed(fact, shipment));
    }

    private static Meaning OfCustoms(
        FactKind.Document document, TradeFact fact, BookedShipment shipment, FeedPolicy policy, bool missing)
    {
        if (document.Status is not (DocumentStatus.OnHold or DocumentStatus.Rejected or DocumentStatus.Voided or DocumentStatus.PendingUpdate
            or DocumentStatus.PendingApproval or DocumentStatus.Drafted))
        {
            return new Meaning.Nothing("The customs papers took their usual course.");
        }

        if (Words.Any(fact.Remark, policy.LostWords)) return Propose(IncidentKind.CustomsPapersLost, "The papers are lost.");
        if (missing) return Propose(IncidentKind.CustomsPapersLate, "Papers or data are missing.");
        return document.Status switch
        {
            DocumentStatus.OnHold => Propose(IncidentKind.CustomsPapersLate, "Customs hold the cargo."),
            DocumentStatus.Rejected => Propose(IncidentKind.DeclarationWrong, "Customs refuse the filing."),
            _ => new Meaning.Nothing("The customs papers took their usual course."),
        };

        Meaning Propose(IncidentKind kind, string why) => Meaning.Propose(
            kind, Fault.Operations, policy.CustomsTrouble, fact, shipment, policy,
            Telling.Of(shipment, $"{Told(document)} {why}", fact), containers: Comparing.ContainersNamed(fact, shipment));
    }

    private static bool IsCustoms(FactKind.Document document, TradeFact fact, FeedPolicy policy) =>
        document.Type is DocumentKind.CustomsInspection or DocumentKind.CustomsClearance or DocumentKind.AdvanceManifest
        || (document.Status is DocumentStatus.OnHold && Words.Any(fact.Remark, policy.CustomsWords));
}
