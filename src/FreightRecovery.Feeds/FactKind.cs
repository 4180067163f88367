namespace FreightRecovery.Feeds;

/// <summary>What a fact is about, in the words of the trade and free of any message's codes.</summary>
public abstract record FactKind
{
    private FactKind()
    {
    }

    /// <summary>A means of transport leaves a place.</summary>
    public sealed record Departure : FactKind;

    /// <summary>A means of transport reaches a place.</summary>
    public sealed record Arrival : FactKind;

    /// <summary>Something is done with a container.</summary>
    /// <param name="Move">What is done.</param>
    /// <param name="Laden">Whether it carries cargo; null when not told.</param>
    public sealed record Equipment(EquipmentMove Move, bool? Laden) : FactKind;

    /// <summary>A call of a vessel at a port departs from the published schedule.</summary>
    public sealed record PortCall(PortCallStatus Status) : FactKind;

    /// <summary>A document, booking or filing changes its standing. The fact's remark holds the reason, if any.</summary>
    /// <param name="Type">The kind of document.</param>
    /// <param name="Status">Where it stands now.</param>
    /// <param name="Reference">Its number.</param>
    public sealed record Document(DocumentKind Type, DocumentStatus Status, string Reference) : FactKind;

    /// <summary>Something else, such as a temperature reading; read and kept, and no incident follows from it.</summary>
    /// <param name="What">The message's own word for it.</param>
    public sealed record Other(string What) : FactKind;
}

#pragma warning disable CS1591 // the names are the trade's own words

/// <summary>How firm a fact is.</summary>
public enum Classifier { Planned, Estimated, Actual, Requested }

/// <summary>What carries the cargo on this leg. A barge and a vessel are told apart: a barge is never the booked ship.</summary>
public enum MeansOfTransport { Vessel, Barge, Rail, Truck, Multimodal }

/// <summary>What is done with a container.</summary>
public enum EquipmentMove
{
    Loaded, Discharged, GatedIn, GatedOut, Stuffed, Stripped, PickedUp, DroppedOff, Inspected, Resealed, Removed, Crossed,
    AvailableForDropOff, AvailableForPickUp, SelectedForCustomsInspection, SelectedForCustomsScan, ReleasedByCustoms,
}

/// <summary>How a port call departs from the schedule.</summary>
public enum PortCallStatus
{
    /// <summary>The vessel does not call at the port.</summary>
    Omitted,

    /// <summary>The whole voyage is cancelled.</summary>
    Blanked,

    /// <summary>The vessel falls back to a later position in the service.</summary>
    Slid,

    /// <summary>The vessel sails on time and leaves cargo moves undone.</summary>
    CutAndRun,

    /// <summary>The order of ports is changed.</summary>
    RotationChanged,

    /// <summary>An extra call is made.</summary>
    AdHoc,

    /// <summary>The vessel joins the service here.</summary>
    PhasedIn,

    /// <summary>The vessel leaves the service here.</summary>
    PhasedOut,
}

/// <summary>The kind of a document.</summary>
public enum DocumentKind
{
    BookingRequest, Booking, ShippingInstruction, ShipmentRelease, TransportDocument, ArrivalNotice, VerifiedGrossMass,
    CargoSurvey, CustomsInspection, CustomsClearance, AdvanceManifest, DangerousGoodsDeclaration, OutOfGauge,
    CertificateOfAnalysis, CertificateOfOrigin, FumigationCertificate, HealthCertificate, InspectionCertificate,
    PhytosanitaryCertificate, VeterinaryCertificate, ContractQuotation, ContainerRelease, DeliveryInstructions,
    DeliveryOrder, Invoice, ProofOfDelivery, TransportOrder,
}

/// <summary>Where a document stands.</summary>
public enum DocumentStatus
{
    Received, Drafted, PendingApproval, PendingUpdate, PendingAmendment, Rejected, Declined, Approved, Issued, Surrendered,
    Submitted, Voided, Confirmed, Requested, Completed, OnHold, Released, Cancelled, Amendment, Update, Cancellation,
    PendingSurrender,
}
