using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Reads one VERMAS, D.16A to D.21B:
/// <code>
/// UNH BGM DTM*  RFF (DTM)*  NAD (CTA COM*)*       the message
///   EQD RFF* LOC* SEL*                            a container and its booking or bill of lading
///     MEA DTM*                                    MEA+AAE+VGM+KGM:1212, DTM+WAT when it was weighed
///     TDT RFF*                                    the voyage
///     DOC DTM* NAD CTA* COM*                      who verified it and how: only the method is read (SM1, SM2)
/// UNT
/// </code>
/// Each verified mass gives a <see cref="FactKind.Weighing"/>. A container's mass told again for the same booking has the
/// same id, so the last one stands.
/// </summary>
internal sealed class VermasReader(Message message, FeedContext context) : MessageReader
{
    private const int LongestText = 100;

    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal)
    {
        "NAD", "CTA", "COM", "LOC", "SEL", "DIM", "FTX", "CNT", "TSR", "HAN", "DGS", "TPL",
    };

    private readonly List<TradeFact> _facts = [];
    private References _ofMessage, _ofContainer;
    private Instant? _created, _weighed, _of;
    private Leg? _leg;
    private Mass? _mass;
    private string? _container, _method;
    private bool _isRetracted, _afterReference;

    /// <inheritdoc/>
    public override void Read(ref SegmentReader segment)
    {
        var tag = segment.Tag;
        var isBegin = tag.SequenceEqual("BGM"u8);
        if (isBegin != (message.Segments == 2))
        {
            message.Wrong(ref segment, -1, -1, isBegin ? SyntaxCodes.NotInThisPosition : SyntaxCodes.Missing, "BGM is not the second segment");
            return;
        }

        if (isBegin) _isRetracted = segment.Text(2) is "1" or "3";
        else if (tag.SequenceEqual("DTM"u8)) Time(ref segment);
        else if (tag.SequenceEqual("RFF"u8)) Reference(ref segment);
        else if (tag.SequenceEqual("EQD"u8)) Container(ref segment);
        else if (tag.SequenceEqual("MEA"u8)) Measure(ref segment);
        else if (tag.SequenceEqual("TDT"u8)) _leg = Leg.Read(ref segment);
        else if (tag.SequenceEqual("DOC"u8)) Document(ref segment);
        else if (!(KnownTexts.Of(tag) is { } other && Passed.Contains(other)))
            message.Wrong(ref segment, -1, -1, SyntaxCodes.NotInThisPosition, "VERMAS has no such segment");
        if (!tag.SequenceEqual("DTM"u8)) _afterReference = tag.SequenceEqual("RFF"u8);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TradeFact> End(ref SegmentReader unt)
    {
        Close(ref unt);
        if (_facts.Count == 0) message.Wrong(ref unt, -1, -1, SyntaxCodes.Missing, "the message ends without a container (EQD) and its mass");
        return _facts;
    }

    private void Time(ref SegmentReader dtm)
    {
        var qualifier = dtm.Text(0);
        var isCreated = qualifier is "137" && _container is null && !_afterReference;
        var value = dtm.Trimmed(0, 1);
        if ((!isCreated && qualifier is not ("WAT" or "798")) || value.IsEmpty) return;
        if (EdifactTime.TryRead(value, dtm.Text(0, 2) ?? "", context, out var at) is { } wrong)
            message.Wrong(ref dtm, 0, 1, SyntaxCodes.InvalidValue, wrong);
        else if (isCreated) _created = at;
        else if (_container is null) _of = at;
        else _weighed ??= at;
    }

    private void Reference(ref SegmentReader rff)
    {
        if (rff.Text(0) is not { } qualifier || rff.Text(0, 1) is not { } number) return;
        ref var references = ref _container is null ? ref _ofMessage : ref _ofContainer;
        if (qualifier is not "SI" || _container is not null) references.Add(qualifier, number); // of the message it is the message's own
        if (number.Length > LongestText) message.Wrong(ref rff, 0, 1, SyntaxCodes.InvalidValue, $"longer than {LongestText} characters");
        if (references.Count > context.Limits.MaxReferences)
            message.Wrong(ref rff, -1, -1, SyntaxCodes.TooManyParts, $"more than {context.Limits.MaxReferences} references");
    }

    private void Container(ref SegmentReader eqd)
    {
        Close(ref eqd);
        _ofContainer = _ofMessage;
        (_mass, _method, _weighed, _leg) = (null, null, null, null);
        _container = eqd.Text(1);
        if (_container is null) message.Wrong(ref eqd, 1, 0, SyntaxCodes.Missing, "the container has no number");
        else if (_container.Length > LongestText) message.Wrong(ref eqd, 1, 0, SyntaxCodes.InvalidValue, $"longer than {LongestText} characters");
        else _ofContainer.Containers = [_container];
    }

    private void Measure(ref SegmentReader mea)
    {
        if (Measures.SortOf(ref mea) is MassSort.Verified && _container is not null) _mass = Measures.Read(ref mea, message, 2, 0, 2, 1);
    }

    private void Document(ref SegmentReader doc) => _method ??= doc.Text(0) switch
    {
        "SM1" => "method 1: the packed container was weighed",
        "SM2" => "method 2: its parts were weighed and added up",
        _ => null,
    };

    private void Close(ref SegmentReader segment)
    {
        if (_container is not { } container || message.Fault is not null) return;
        if (_mass is not { } mass)
        {
            message.Wrong(ref segment, -1, -1, SyntaxCodes.Missing, $"container {container} before it has no verified mass: MEA+AAE+VGM is missing");
            return;
        }

        if ((_weighed ?? _of ?? _created) is not { } at)
        {
            message.Wrong(ref segment, -1, -1, SyntaxCodes.Missing, $"the mass of container {container} before it has no time: DTM+WAT is missing");
            return;
        }

        _facts.Add(new()
        {
            EventId = EventIds.Of("vermas", message.Header.Sender, _ofContainer.Key, container),
            Kind = new FactKind.Weighing(MassBasis.VerifiedGross),
            Classifier = Classifier.Actual,
            OccurredAt = at,
            CreatedAt = _created,
            IsRetracted = _isRetracted,
            Bookings = _ofContainer.Bookings,
            TransportDocuments = _ofContainer.TransportDocuments,
            ShippingInstructions = _ofContainer.ShippingInstructions,
            ForwarderReferences = _ofContainer.ForwarderReferences,
            Containers = _ofContainer.Containers,
            Mode = _leg?.Mode,
            Vessel = _leg?.Vessel,
            Imo = _leg?.Imo,
            ExportVoyage = _leg?.Conveyance,
            Carrier = _leg?.Carrier,
            Quantity = new(null, mass),
            Remark = _method,
        });
        if (_facts.Count > context.Limits.MaxEvents) message.Wrong(ref segment, -1, -1, null, $"more than {context.Limits.MaxEvents} events");
    }
}
