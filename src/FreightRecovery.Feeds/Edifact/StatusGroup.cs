using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>One status with all that is told under it, until it is made into facts.</summary>
internal sealed class StatusGroup(string sent, StatusMeaning meaning, StatusSubject subject)
{
    /// <summary>What names the cargo.</summary>
    public References References = subject.References;

    /// <summary>Totals told under the status itself.</summary>
    public Totals Totals;

    private List<(string Qualifier, Instant At)>? _legTimes;
    private List<IrregularityKind>? _wrong;
    private List<string>? _words;
    private bool? _laden = subject.Laden;
    private StatusTimes _times;
    private StatusPlaces _places, _legPlaces;
    private Leg? _leg, _open;
    private Texts _delays = meaning.Delay is { } delay ? [delay] : [];
    private Mass? _gross, _other, _verified;
    private int? _pieces;

    /// <summary>The code as it was sent.</summary>
    public string Sent => sent;

    /// <summary>The publisher's own words for it.</summary>
    public string? Remark { get; set; }

    /// <summary>A voyage that a reference tells.</summary>
    public string? Voyage { get; set; }

    /// <summary>Pieces that QTY tells.</summary>
    public int? Quantity { get; set; }

    /// <summary>Adds a time of the status, or of its leg while that stands open.</summary>
    public void AddTime(string qualifier, Instant at)
    {
        if (_open is null) _times.Add(qualifier, at);
        else if (_open == _leg) (_legTimes ??= []).Add((qualifier, at));
    }

    /// <summary>Adds a place of the status, or of its leg while that stands open.</summary>
    public void AddPlace(string qualifier, TradePlace place)
    {
        if (_open is null) _places.Add(qualifier, place);
        else if (_open == _leg) _legPlaces.Add(qualifier, place);
    }

    /// <summary>Adds a leg; of several the main carriage counts, else the first.</summary>
    public void AddLeg(Leg leg)
    {
        _open = leg;
        if (_leg is not null && (_leg.IsMain || !leg.IsMain)) return;
        _leg = leg;
        _legTimes = null;
        _legPlaces = default;
    }

    /// <summary>What follows is not of the leg.</summary>
    public void LeaveLeg() => _open = null;

    /// <summary>Adds a container.</summary>
    public void AddContainer(string container, bool? laden)
    {
        LeaveLeg();
        References.Containers = References.Containers.With(container);
        _laden ??= laden;
    }

    /// <summary>Adds packages of goods.</summary>
    public void AddPieces(int pieces) => _pieces = (int)Math.Min(int.MaxValue, (long)(_pieces ?? 0) + pieces);

    /// <summary>Adds a mass; masses of several goods add up.</summary>
    public void AddMass(MassSort sort, Mass mass)
    {
        switch (sort)
        {
            case MassSort.Gross: _gross = Sum(_gross, mass); break;
            case MassSort.Other: _other = Sum(_other, mass); break;
            case MassSort.Verified: _verified = mass; break;
        }
    }

    /// <summary>Adds a reason.</summary>
    public void AddReason(ReasonMeaning reason, string? text)
    {
        (_words ??= []).Add(text is null ? reason.Words : $"{reason.Words}: {text}");
        if (reason.Delay is { } code) _delays = _delays.With(code);
        if (reason.Wrong is { } wrong && _wrong?.Contains(wrong) is not true) (_wrong ??= []).Add(wrong);
    }

    /// <summary>Adds free text of the status.</summary>
    public void AddText(ref SegmentReader ftx)
    {
        const int texts = 5;
        for (var i = 0; i < texts; i++)
        {
            if (ftx.Text(3, i) is { } text) Remark = FreeText.Of(Remark is null ? text : $"{Remark} {text}");
        }
    }

    /// <summary>Adds the facts to a list; false when the status has no time.</summary>
    public bool AddFacts(List<TradeFact> facts, Preamble preamble, Message message, Totals above)
    {
        var kind = meaning.KindFor(References, _laden, _leg?.Mode);
        if (TimeOf(kind, preamble) is not { } time) return false;
        var place = _places.Of(kind) is var own && own != default ? own : _legPlaces.Of(kind);
        var inward = kind is FactKind.Arrival or FactKind.Equipment { Move: EquipmentMove.Discharged };
        var isFlight = _leg?.Mode is MeansOfTransport.Air;
        var voyage = isFlight ? null : _leg?.Conveyance ?? Voyage;
        var total = Totals.Total ?? above.Total;
        var pieces = _pieces ?? Quantity ?? Totals.Packages ?? above.Packages;
        var mass = _gross ?? total;
        var ids = new StatusIds(message.Header.Sender, preamble.Number, References.Key, sent, place, time.At, time.Classifier);
        var fact = new TradeFact
        {
            EventId = ids.Of(kind, References.Containers.ToString()),
            Kind = kind,
            Classifier = time.Classifier,
            OccurredAt = time.At,
            CreatedAt = preamble.CreatedAt,
            IsRetracted = preamble.IsRetracted,
            Bookings = References.Bookings,
            TransportDocuments = References.TransportDocuments,
            ShippingInstructions = References.ShippingInstructions,
            ForwarderReferences = References.ForwarderReferences,
            Containers = References.Containers,
            Mode = _leg?.Mode,
            Vessel = _leg?.Vessel,
            Imo = _leg?.Imo,
            ExportVoyage = inward ? null : voyage,
            ImportVoyage = inward ? voyage : null,
            Flight = _leg?.Flight,
            Location = place.Locode,
            Airport = place.Airport,
            Quantity = pieces is null && mass is null ? null : new(pieces, mass),
            Carrier = _leg?.Carrier ?? preamble.Carrier,
            DelayReasonCodes = _delays,
            Remark = Remark ?? (_words is null ? null : FreeText.Of(string.Join(", ", _words))),
        };
        AddTold(facts, fact, total, ids);
        return true;
    }

    private void AddTold(List<TradeFact> facts, TradeFact fact, Mass? total, in StatusIds ids)
    {
        var containers = fact.Containers;
        if (fact.Kind is FactKind.Equipment && containers.Count > 1)
        {
            foreach (var container in containers)
                facts.Add(fact with { EventId = ids.Of(fact.Kind, container), Containers = [container] });
        }
        else
        {
            facts.Add(fact);
        }

        foreach (var wrong in _wrong ?? [])
        {
            var kind = new FactKind.Irregularity(wrong);
            if (kind != fact.Kind) facts.Add(fact with { EventId = ids.Of(kind, containers.ToString()), Kind = kind });
        }

        if (_wrong?.Contains(IrregularityKind.Discrepancy) is not true && Difference(fact, total) is { } difference)
            facts.Add(difference with { EventId = ids.Of(difference.Kind, containers.ToString()) });
        if (_verified is not { } verified) return;
        var weighing = new FactKind.Weighing(MassBasis.VerifiedGross);
        facts.Add(fact with { EventId = ids.Of(weighing, containers.ToString()), Kind = weighing, Quantity = new(null, verified), DelayReasonCodes = [] });
    }

    // The goods' gross mass against the other mass of the goods, and against the consignment's total.
    private TradeFact? Difference(TradeFact fact, Mass? total)
    {
        if (_gross is not { } gross) return null;
        var other = _other is { } told && told != gross ? told : total is { } sum && sum != gross ? sum : (Mass?)null;
        return other is { } differs
            ? fact with
            {
                Kind = new FactKind.Irregularity(IrregularityKind.Discrepancy),
                Quantity = new(fact.Quantity?.Pieces, differs),
                Remark = FreeText.Of($"gross mass {gross}, told otherwise {differs}"),
            }
            : null;
    }

    private (Instant At, Classifier Classifier)? TimeOf(FactKind kind, Preamble preamble)
    {
        var times = _times;
        if (times.IsEmpty)
        {
            foreach (var (qualifier, at) in _legTimes ?? [])
            {
                if (StatusTimes.IsOf(qualifier, kind)) times.Add(qualifier, at);
            }
        }

        if (times.IsEmpty) times = preamble.Times;
        var best = !times.IsEmpty ? times.Best : preamble.CreatedAt is { } created ? (created, Classifier.Actual) : ((Instant, Classifier)?)null;
        return best is { } known ? (known.Item1, meaning.Firmness ?? known.Item2) : null;
    }

    private static Mass Sum(Mass? sum, Mass mass) => new((sum?.Kilograms ?? 0) + mass.Kilograms);
}
