using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// Papers that the carrier must have by a cut-off and that are not in order shortly before it, or come after it. The cut-off is the
/// booking's (<see cref="BookedShipment.PapersCutOff"/>); no message of Track and Trace tells it.
/// </summary>
internal static class CutOffRule
{
    /// <summary>What a document's standing means for the cut-off; null when nothing.</summary>
    public static Meaning? Of(FactKind.Document document, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (shipment.PapersCutOff is not { } cutOff || !HasCutOff(document.Type)) return null;
        var tooLate = document.Status switch
        {
            DocumentStatus.Drafted or DocumentStatus.PendingApproval or DocumentStatus.PendingUpdate or DocumentStatus.PendingAmendment
                or DocumentStatus.Rejected or DocumentStatus.Requested => fact.OccurredAt > cutOff - policy.PapersBeforeCutOff,
            DocumentStatus.Received or DocumentStatus.Submitted => fact.OccurredAt > cutOff,
            _ => false,
        };
        if (!tooLate) return null;
        var (kind, severity) = document.Type is DocumentKind.CustomsClearance or DocumentKind.AdvanceManifest
            ? (IncidentKind.CustomsPapersLate, policy.CustomsTrouble)
            : (IncidentKind.DocumentsDefective, policy.DocumentsDefective);
        return Meaning.Propose(
            kind, Fault.Operations, severity, fact, shipment, policy,
            Telling.Of(
                shipment,
                $"{DocumentRule.Told(document)} That was told for {Telling.Time(fact.OccurredAt)}, and the cut-off is {Telling.Time(cutOff)}.",
                fact),
            containers: Comparing.ContainersNamed(fact, shipment));
    }

    private static bool HasCutOff(DocumentKind kind) => kind is DocumentKind.ShippingInstruction or DocumentKind.VerifiedGrossMass
        or DocumentKind.AdvanceManifest or DocumentKind.CustomsClearance or DocumentKind.DangerousGoodsDeclaration;
}
