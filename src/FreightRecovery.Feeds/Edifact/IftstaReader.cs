namespace FreightRecovery.Feeds.Edifact;

/// <summary>Reads one IFTSTA by <see cref="IftstaGrammar"/>.</summary>
internal sealed partial class IftstaReader(Message message, FeedContext context) : MessageReader
{
    private const string Status = "status", Reason = "reason", Category = "category";
    private const string Cancellation = "1", Deletion = "3";
    private const int LongestText = 100, MostReasons = 5;

    private readonly List<TradeFact> _facts = [];
    private readonly Preamble _preamble = new();
    private References _ofMessage, _ofConsignment, _ofEquipment;
    private Totals _totals;
    private StatusGroup? _status;
    private bool? _laden;
    private bool _inConsignment, _equipmentFirst, _afterReference, _ignored, _seen;

    /// <inheritdoc/>
    public override void Read(ref SegmentReader segment)
    {
        var act = IftstaGrammar.ActOf(segment.Tag);
        if ((act is Act.Begin) != (message.Segments == 2))
        {
            message.Wrong(ref segment, -1, -1, act is Act.Begin ? SyntaxCodes.NotInThisPosition : SyntaxCodes.Missing, "BGM is not the second segment");
            return;
        }

        if (act is not Act.Time) _afterReference = false;
        if (_ignored && act is not (Act.Status or Act.Consignment or Act.Equipment)) return;
        switch (act)
        {
            case Act.Begin: Begin(ref segment); break;
            case Act.Time: Time(ref segment); break;
            case Act.Party: Party(ref segment); break;
            case Act.Reference: Reference(ref segment); break;
            case Act.Place: Place(ref segment); break;
            case Act.Remark: Remark(ref segment); break;
            case Act.Total: Total(ref segment); break;
            case Act.Consignment: Consignment(ref segment); break;
            case Act.Status: Open(ref segment); break;
            case Act.Equipment: Equipment(ref segment); break;
            case Act.Transport: Transport(ref segment); break;
            case Act.Goods: Goods(ref segment); break;
            case Act.Measure: Measure(ref segment); break;
            case Act.Quantity: Quantity(ref segment); break;
            case Act.None:
                message.Wrong(ref segment, -1, -1, SyntaxCodes.NotInThisPosition, "IFTSTA has no such segment");
                break;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TradeFact> End(ref SegmentReader unt)
    {
        Close(ref unt);
        if (!_seen) message.Wrong(ref unt, -1, -1, SyntaxCodes.Missing, "the message ends without a status (STS)");
        return _facts;
    }

    private void Begin(ref SegmentReader bgm)
    {
        _preamble.Number = Text(ref bgm, 1, 0);
        _preamble.IsRetracted = bgm.Text(2) is Cancellation or Deletion;
    }

    private void Time(ref SegmentReader dtm)
    {
        if (dtm.Text(0) is not { } qualifier || (_status is null && _afterReference)) return; // the date of a reference
        var isCreated = qualifier is "137" && _status is null;
        if (!isCreated && !StatusTimes.IsRead(qualifier)) return;
        var value = dtm.Trimmed(0, 1);
        if (value.IsEmpty) return;
        if (EdifactTime.TryRead(value, dtm.Text(0, 2) ?? "", context, out var at) is { } wrong)
        {
            message.Wrong(ref dtm, 0, 1, SyntaxCodes.InvalidValue, wrong);
            return;
        }

        if (isCreated) _preamble.CreatedAt = at;
        else if (_status is { } status) status.AddTime(qualifier, at);
        else _preamble.Times.Add(qualifier, at);
    }

    // Names and addresses are not looked at.
    private void Party(ref SegmentReader nad)
    {
        if (nad.Is(0, 0, "CA"u8)) _preamble.Carrier ??= Text(ref nad, 1, 0);
    }

    private void Reference(ref SegmentReader rff)
    {
        _afterReference = true;
        if (rff.Text(0) is not { } qualifier) return;
        if (qualifier is "VON" or "VM")
        {
            if (_status is { } open) open.Voyage ??= Text(ref rff, 0, 1);
            return;
        }

        if (Text(ref rff, 0, 1) is not { } number) return;
        ref var references = ref OpenReferences();
        references.Add(qualifier, number);
        if (references.Count > context.Limits.MaxReferences)
            message.Wrong(ref rff, -1, -1, SyntaxCodes.TooManyParts, $"more than {context.Limits.MaxReferences} references");
    }

    private void Place(ref SegmentReader loc)
    {
        if (_status is { } status && loc.Text(0) is { } qualifier) status.AddPlace(qualifier, TradePlace.Read(ref loc, message));
    }

    // AHN details of a status, ACD and AVA its reason; any other text may be about people.
    private void Remark(ref SegmentReader ftx)
    {
        if (_status is { } status && ftx.Text(0) is "AHN" or "ACD" or "AVA") status.AddText(ref ftx);
    }

    private void Total(ref SegmentReader cnt)
    {
        ref var totals = ref OpenTotals();
        if (cnt.Is(0, 0, "7"u8)) totals.Total = Measures.Read(ref cnt, message, 0, 2, 0, 1);
        else if (cnt.Is(0, 0, "11"u8) && cnt.TryCount(0, 1, out var packages)) totals.Packages = packages;
    }

    private void Consignment(ref SegmentReader cni)
    {
        Close(ref cni);
        (_inConsignment, _equipmentFirst) = (true, false);
        _ofConsignment = _ofMessage;
        _totals = default;
        if (Text(ref cni, 1, 0) is { } document) _ofConsignment.Add("BM", document);
    }

    private void Equipment(ref SegmentReader eqd)
    {
        if (_status is null && !_inConsignment) _equipmentFirst = true;
        if (_equipmentFirst)
        {
            Close(ref eqd);
            _ofEquipment = _ofMessage;
        }

        if (_ignored || !eqd.Is(0, 0, "CN"u8) || Text(ref eqd, 1, 0) is not { } container) return;
        bool? laden = eqd.Text(5) switch { "4" => false, "5" or "6" or "7" or "8" => true, _ => null };
        if (_equipmentFirst)
        {
            _ofEquipment.Containers = _ofEquipment.Containers.With(container);
            _laden = laden;
        }
        else if (_status is { } status)
        {
            status.AddContainer(container, laden);
            if (status.References.Count > context.Limits.MaxReferences)
                message.Wrong(ref eqd, -1, -1, SyntaxCodes.TooManyParts, $"more than {context.Limits.MaxReferences} containers");
        }
        else
        {
            _ofConsignment.Containers = _ofConsignment.Containers.With(container);
        }
    }

    private void Transport(ref SegmentReader tdt)
    {
        if (_status is { } status) status.AddLeg(Leg.Read(ref tdt));
    }

    private void Goods(ref SegmentReader gid)
    {
        if (_status is not { } status) return;
        status.LeaveLeg();
        if (gid.TryCount(1, 0, out var pieces)) status.AddPieces(pieces);
    }

    private void Measure(ref SegmentReader mea)
    {
        var sort = Measures.SortOf(ref mea);
        if (_status is not { } status || sort is MassSort.None || !mea.Has(2, 1)) return;
        if (Measures.Read(ref mea, message, 2, 0, 2, 1) is { } mass) status.AddMass(sort, mass);
    }

    private void Quantity(ref SegmentReader qty)
    {
        if (_status is { } status && qty.Text(0, 2) is null or "PCE" or "NMP" && qty.TryCount(0, 1, out var pieces)) status.Quantity = pieces;
    }

    private void Close(ref SegmentReader segment)
    {
        _ignored = false;
        if (_status is not { } status || message.Fault is not null) return;
        _status = null;
        if (!status.AddFacts(_facts, _preamble, message, _totals))
            message.Wrong(ref segment, -1, -1, SyntaxCodes.Missing, $"the status \"{status.Sent}\" before it has no time: DTM+334 is missing");
        if (_facts.Count > context.Limits.MaxEvents)
            message.Wrong(ref segment, -1, -1, null, $"more than {context.Limits.MaxEvents} events");
    }

    private StatusSubject Subject() =>
        _equipmentFirst ? new(_ofEquipment, _laden) : new(_inConsignment ? _ofConsignment : _ofMessage, null);

    private ref References OpenReferences()
    {
        if (_status is { } status) return ref status.References;
        if (_equipmentFirst) return ref _ofEquipment;
        return ref _inConsignment ? ref _ofConsignment : ref _ofMessage;
    }

    private ref Totals OpenTotals()
    {
        if (_status is { } status) return ref status.Totals;
        return ref _totals;
    }

    private string? Text(ref SegmentReader segment, int element, int component)
    {
        var text = segment.Text(element, component);
        if (text is not { Length: > LongestText }) return text;
        message.Wrong(ref segment, element, component, SyntaxCodes.InvalidValue, $"longer than {LongestText} characters");
        return null;
    }
}
