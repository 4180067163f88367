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

    /// <summary>Cargo is handed over, moved on or waits; a consignment's own status, apart from the vehicle's.</summary>
    public sealed record Handling(CargoMove Move) : FactKind;

    /// <summary>Something is wrong with the cargo or its papers, in the carrier's own judgement.</summary>
    public sealed record Irregularity(IrregularityKind What) : FactKind;

    /// <summary>A mass is told for its own sake, such as the verified gross mass of a container. The fact's quantity holds it.</summary>
    public sealed record Weighing(MassBasis Basis) : FactKind;

    /// <summary>Temperatures measured within a refrigerated container, in degrees Celsius.</summary>
    /// <param name="SetPoint">What it is set to.</param>
    /// <param name="Coldest">The lowest that a probe measured.</param>
    /// <param name="Warmest">The highest.</param>
    public sealed record Temperature(decimal SetPoint, decimal Coldest, decimal Warmest) : FactKind;

    /// <summary>Something else, such as a door that was opened; read and kept, and no incident follows from it.</summary>
    /// <param name="What">The message's own word for it.</param>
    public sealed record Other(string What) : FactKind;
}

#pragma warning disable CS1591 // the names are the trade's own words

/// <summary>How firm a fact is.</summary>
public enum Classifier { Planned, Estimated, Actual, Requested }

/// <summary>What carries the cargo on this leg. A barge and a vessel are told apart: a barge is never the booked ship.</summary>
public enum MeansOfTransport { Vessel, Barge, Rail, Truck, Multimodal, Air }

/// <summary>What is done with a container.</summary>
public enum EquipmentMove
{
    Loaded, Discharged, GatedIn, GatedOut, Stuffed, Stripped, PickedUp, DroppedOff, Inspected, Resealed, Removed, Crossed,
    AvailableForDropOff, AvailableForPickUp, SelectedForCustomsInspection, SelectedForCustomsScan, ReleasedByCustoms,
}

/// <summary>What is done with a consignment.</summary>
public enum CargoMove
{
    Booked, Confirmed, ReceivedFromShipper, OnHand, Prepared, Manifested, Loaded, Departed, Arrived, ReceivedFromFlight,
    Stored, LeftStore, HandedOver, Transferred, ReportedToCustoms, UnderCustomsControl, ClearedByCustoms, DocumentsReceived, DocumentsDelivered,
    ConsigneeNotified, Collected, Delivered, Returned,
}

/// <summary>What is wrong with a consignment.</summary>
public enum IrregularityKind
{
    /// <summary>It is not where it should be, and may turn up.</summary>
    Missing,

    /// <summary>It is gone for good.</summary>
    Lost,

    /// <summary>It is damaged.</summary>
    Damaged,

    /// <summary>More of it was found than the papers say.</summary>
    Found,

    /// <summary>It did not leave on the transport it was booked on.</summary>
    NotLoaded,

    /// <summary>It was taken off again, or left behind for want of space.</summary>
    Offloaded,

    /// <summary>Less of it was loaded than the papers say.</summary>
    ShortShipped,

    /// <summary>It was carried past its destination.</summary>
    OverCarried,

    /// <summary>It was loaded although the papers say otherwise.</summary>
    DefinitelyLoaded,

    /// <summary>Its waybill or manifest is not there.</summary>
    DocumentsMissing,

    /// <summary>Papers without cargo were found.</summary>
    DocumentsFound,

    /// <summary>Customs refuse it.</summary>
    RefusedByCustoms,

    /// <summary>Customs or another authority hold it.</summary>
    HeldByAuthority,

    /// <summary>The consignee refuses it.</summary>
    RefusedByConsignee,

    /// <summary>It is late; the fact's reasons say why.</summary>
    Delayed,

    /// <summary>The papers and the cargo differ in mass or number.</summary>
    Discrepancy,
}

/// <summary>What a mass is the mass of.</summary>
public enum MassBasis
{
    /// <summary>As on the waybill or told at booking.</summary>
    Declared,

    /// <summary>Cargo with its packing, weighed.</summary>
    Gross,

    /// <summary>What freight is charged on.</summary>
    Chargeable,

    /// <summary>Of a packed container with its tare, by SOLAS VI/2.</summary>
    VerifiedGross,

    /// <summary>Of an empty container.</summary>
    Tare,
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
