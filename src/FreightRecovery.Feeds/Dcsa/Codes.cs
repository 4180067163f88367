namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// The code lists of DCSA Track and Trace. One list serves both versions: 3.0 keeps the codes of 2.2, save two retired
/// document types, and carriers on 2.2 send the newer ones already.
/// </summary>
internal static class Codes
{
    public static readonly CodeTable<Classifier> Classifiers = new(
        ("PLN", Classifier.Planned), ("EST", Classifier.Estimated), ("ACT", Classifier.Actual), ("REQ", Classifier.Requested));

    public static readonly CodeTable<EventType> EventTypes = new(
        ("TRANSPORT", EventType.Transport), ("EQUIPMENT", EventType.Equipment), ("SHIPMENT", EventType.Shipment),
        ("IOT", EventType.Iot), ("REEFER", EventType.Reefer));

    public static readonly CodeTable<FactKind> TransportEvents = new(
        ("ARRI", new FactKind.Arrival()), ("DEPA", new FactKind.Departure()));

    public static readonly CodeTable<EquipmentMove> EquipmentEvents = new(
        ("LOAD", EquipmentMove.Loaded), ("DISC", EquipmentMove.Discharged), ("GTIN", EquipmentMove.GatedIn),
        ("GTOT", EquipmentMove.GatedOut), ("STUF", EquipmentMove.Stuffed), ("STRP", EquipmentMove.Stripped),
        ("PICK", EquipmentMove.PickedUp), ("DROP", EquipmentMove.DroppedOff), ("INSP", EquipmentMove.Inspected),
        ("RSEA", EquipmentMove.Resealed), ("RMVD", EquipmentMove.Removed), ("CROS", EquipmentMove.Crossed),
        ("AVDO", EquipmentMove.AvailableForDropOff), ("AVPU", EquipmentMove.AvailableForPickUp),
        ("CUSI", EquipmentMove.SelectedForCustomsInspection), ("CUSS", EquipmentMove.SelectedForCustomsScan),
        ("CUSR", EquipmentMove.ReleasedByCustoms));

    public static readonly CodeTable<bool> Laden = new(("LADEN", true), ("EMPTY", false));

    public static readonly CodeTable<DocumentStatus> ShipmentEvents = new(
        ("RECE", DocumentStatus.Received), ("DRFT", DocumentStatus.Drafted), ("PENA", DocumentStatus.PendingApproval),
        ("PENU", DocumentStatus.PendingUpdate), ("PENM", DocumentStatus.PendingAmendment), ("REJE", DocumentStatus.Rejected),
        ("DECL", DocumentStatus.Declined), ("APPR", DocumentStatus.Approved), ("ISSU", DocumentStatus.Issued),
        ("SURR", DocumentStatus.Surrendered), ("SUBM", DocumentStatus.Submitted), ("VOID", DocumentStatus.Voided),
        ("CONF", DocumentStatus.Confirmed), ("REQS", DocumentStatus.Requested), ("CMPL", DocumentStatus.Completed),
        ("HOLD", DocumentStatus.OnHold), ("RELS", DocumentStatus.Released), ("CANC", DocumentStatus.Cancelled),
        ("AMRE", DocumentStatus.Amendment), ("AMPR", DocumentStatus.Amendment), ("AMCF", DocumentStatus.Amendment),
        ("AMCN", DocumentStatus.Amendment), ("AMDC", DocumentStatus.Amendment), ("UPRE", DocumentStatus.Update),
        ("UPDT", DocumentStatus.Update), ("UPCF", DocumentStatus.Update), ("UPCN", DocumentStatus.Update),
        ("UPDC", DocumentStatus.Update), ("CARE", DocumentStatus.Cancellation), ("CACF", DocumentStatus.Cancellation),
        ("CADC", DocumentStatus.Cancellation), ("PSAM", DocumentStatus.PendingSurrender),
        ("PSDL", DocumentStatus.PendingSurrender), ("SUAM", DocumentStatus.Surrendered), ("SUDL", DocumentStatus.Surrendered));

    public static readonly CodeTable<DocumentKind> Documents = new(
        ("CBR", DocumentKind.BookingRequest), ("BKG", DocumentKind.Booking), ("SHI", DocumentKind.ShippingInstruction),
        ("SRM", DocumentKind.ShipmentRelease), ("TRD", DocumentKind.TransportDocument), ("ARN", DocumentKind.ArrivalNotice),
        ("VGM", DocumentKind.VerifiedGrossMass), ("CAS", DocumentKind.CargoSurvey), ("CUS", DocumentKind.CustomsInspection),
        ("CUC", DocumentKind.CustomsClearance), ("AMF", DocumentKind.AdvanceManifest),
        ("DGD", DocumentKind.DangerousGoodsDeclaration), ("OOG", DocumentKind.OutOfGauge),
        ("CEA", DocumentKind.CertificateOfAnalysis), ("CEO", DocumentKind.CertificateOfOrigin),
        ("FCE", DocumentKind.FumigationCertificate), ("HCE", DocumentKind.HealthCertificate),
        ("ICE", DocumentKind.InspectionCertificate), ("PCE", DocumentKind.PhytosanitaryCertificate),
        ("VCE", DocumentKind.VeterinaryCertificate), ("CQU", DocumentKind.ContractQuotation),
        ("CRO", DocumentKind.ContainerRelease), ("DEI", DocumentKind.DeliveryInstructions), ("DEO", DocumentKind.DeliveryOrder),
        ("INV", DocumentKind.Invoice), ("PFD", DocumentKind.ProofOfDelivery), ("TRO", DocumentKind.TransportOrder));

    // Only two of the reference types are used; the others are listed so that a wrong one is seen.
    public static readonly CodeTable<ReferenceType> References = new(
        ("EQ", ReferenceType.Container), ("FF", ReferenceType.Forwarder), ("SI", ReferenceType.Unused),
        ("PO", ReferenceType.Unused), ("CR", ReferenceType.Unused), ("AAO", ReferenceType.Unused),
        ("AES", ReferenceType.Unused), ("BID", ReferenceType.Unused), ("BPR", ReferenceType.Unused),
        ("CER", ReferenceType.Unused), ("CSI", ReferenceType.Unused), ("DUE", ReferenceType.Unused),
        ("ECR", ReferenceType.Unused), ("RUC", ReferenceType.Unused));

    public static readonly CodeTable<MeansOfTransport> Modes = new(
        ("VESSEL", MeansOfTransport.Vessel), ("BARGE", MeansOfTransport.Barge), ("RAIL", MeansOfTransport.Rail),
        ("TRUCK", MeansOfTransport.Truck), ("MULTIMODAL", MeansOfTransport.Multimodal));

    public static readonly CodeTable<PortCallStatus> PortCalls = new(
        ("OMIT", PortCallStatus.Omitted), ("BLNK", PortCallStatus.Blanked), ("SLID", PortCallStatus.Slid),
        ("CUTR", PortCallStatus.CutAndRun), ("ROTC", PortCallStatus.RotationChanged), ("ADHO", PortCallStatus.AdHoc),
        ("PHIN", PortCallStatus.PhasedIn), ("PHOT", PortCallStatus.PhasedOut));
}

/// <summary>The families of events.</summary>
internal enum EventType { Transport, Equipment, Shipment, Iot, Reefer }

/// <summary>What a reference is good for.</summary>
internal enum ReferenceType { Unused, Container, Forwarder }
