using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>A dated word about a customer.</summary>
public sealed record SignalBody(SpokenSignal? Kind, Instant? At, Channel? Channel, string? Note) : IBody<SignalFacts>
{
    /// <inheritdoc/>
    public SignalFacts? Read(Faults faults)
    {
        var signal = new SignalFacts(
            Told(faults.Value(Kind, "/kind")), faults.Has(At, "/at") ? faults.Past(At, "/at")!.Value : default, Channel,
            faults.OptionalText(Note, "/note"));
        return faults.Any ? null : signal;
    }

    private static SignalKind Told(SpokenSignal kind) => kind switch
    {
        SpokenSignal.Contact => SignalKind.Contact,
        SpokenSignal.Remark => SignalKind.Remark,
        SpokenSignal.Complaint => SignalKind.Complaint,
        SpokenSignal.Threat => SignalKind.Threat,
        SpokenSignal.Praise => SignalKind.Praise,
        SpokenSignal.Booking => SignalKind.Booking,
        SpokenSignal.Farewell => SignalKind.Farewell,
    };
}

/// <summary>The kinds of signal that come from people; our own incidents give the others by themselves.</summary>
public enum SpokenSignal
{
    /// <summary>Any word without a judgement.</summary>
    Contact,

    /// <summary>A mild remark.</summary>
    Remark,

    /// <summary>A complaint voiced.</summary>
    Complaint,

    /// <summary>A threat to leave or to go public.</summary>
    Threat,

    /// <summary>Praise.</summary>
    Praise,

    /// <summary>A booking.</summary>
    Booking,

    /// <summary>The customer says that it leaves.</summary>
    Farewell,
}

/// <summary>A checked signal, before it has an id.</summary>
public sealed record SignalFacts(SignalKind Kind, Instant At, Channel? Channel, string? Note);
