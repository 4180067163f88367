using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>What a carrier tells of a shipment, before it is put into a version of the standard.</summary>
internal abstract record CarrierEvent
{
    private CarrierEvent()
    {
    }

    /// <summary>The carrier's own id; the same in every telling of the event.</summary>
    public required Guid Id { get; init; }

    public required SampleShipment Shipment { get; init; }

    /// <summary>PLN planned, EST estimated, ACT actual.</summary>
    public string Classifier { get; init; } = "ACT";

    /// <summary>When it happened or will happen.</summary>
    public required Instant At { get; init; }

    /// <summary>When the carrier wrote the message.</summary>
    public required Instant ToldAt { get; init; }

    /// <summary>A vessel arrives or leaves (ARRI, DEPA), or its call departs from the schedule.</summary>
    public sealed record Transport(string Code, Place Port) : CarrierEvent
    {
        /// <summary>SMDG code of a delay's reason.</summary>
        public string? DelayReason { get; init; }

        /// <summary>OMIT, BLNK and the like.</summary>
        public string? PortCallStatus { get; init; }

        public string? Remark { get; init; }
    }

    /// <summary>Something is done with a container: GTIN, LOAD, DISC.</summary>
    public sealed record Equipment(string Code, Place Port, string Container) : CarrierEvent
    {
        /// <summary>The ship, where it is another than booked.</summary>
        public Vessel? OtherVessel { get; init; }

        public string? OtherVoyage { get; init; }
    }

    /// <summary>The booking changes its standing, such as PENU, pending update.</summary>
    public sealed record Document(string Code, string Reason) : CarrierEvent;

    /// <summary>The carrier takes back what it told under this id (version 3.0 only).</summary>
    public sealed record Retraction : CarrierEvent;
}
