namespace FreightRecovery.Feeds.CargoImp;

/// <summary>Reads one status line by its form and makes facts of it.</summary>
/// <param name="text">The file.</param>
/// <param name="consignment">What it is about.</param>
/// <param name="times">For local times.</param>
/// <param name="codes">What the sender's private codes mean.</param>
internal ref struct StatusLine(ReadOnlySpan<byte> text, Consignment consignment, LocalTimes times, PartnerCodes codes)
{
    private const int AirportCode = 3;

    private readonly ReadOnlySpan<byte> _text = text;
    private string? _carrier, _flight, _discrepancy, _reason;
    private int _number;
    private FactKind? _irregularity;
    private Moment _moment = Moment.None, _departure = Moment.None, _arrival = Moment.None;
    private Classifier _departureIs = Classifier.Planned, _arrivalIs = Classifier.Planned;
    private Airport? _airport, _next;
    private Quantity? _quantity;
    private decimal? _volume;

    /// <summary>What is wrong, when it could not be read.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Whether the partner's map says to read it over.</summary>
    public bool IsIgnored { get; private set; }

    /// <summary>Reads the line; false when it cannot be read or is to be read over.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="line">Its first line.</param>
    /// <param name="end">Where it ends, continuation lines with it.</param>
    public bool Read(StatusForm form, Line line, int end)
    {
        _number = line.Number;
        var components = new Components(_text, line.Start, end);
        var (held, start, length) = (false, 0, 0);
        for (var i = 0; i < form.Parts.Length; i++)
        {
            if (!held && !components.Next(out start, out length))
            {
                if (i >= form.Required) return true;
                return Wrong($"{form.Code} on line {line.Number} ends before {Named(form.Parts[i])}", line.Start, line.End - line.Start);
            }

            var component = _text.Slice(start, length);
            held = IsLeftOut(form.Parts[i], component);
            if (held || Take(form.Parts[i], component)) continue;
            return !IsIgnored && Wrong(
                _reason ?? $"{form.Code} on line {line.Number}: \"{Letters.Text(component)}\" is not {Named(form.Parts[i])}",
                length == 0 ? start - 1 : start, Math.Max(1, length));
        }

        return true;
    }

    /// <summary>The fact, and of a departure also the arrival that it tells; null with a fault when a day does not exist.</summary>
    public TradeFact? ToFact(StatusForm form, Line line, out TradeFact? arrival)
    {
        arrival = null;
        var airport = _airport.GetValueOrDefault();
        var left = _departure.HasTime ? _moment with { Minute = _departure.Minute, Change = _moment.Change + _departure.Change } : _moment;
        if (times.Resolve(form.Parts[^1] is Part.ArrivalTime && _next is not null ? left : _moment, airport) is not { } at)
        {
            Wrong($"{form.Code} on line {line.Number}: there is no such day", line.Start, line.End - line.Start);
            return null;
        }

        var fact = new TradeFact
        {
            EventId = Id(form),
            Kind = _irregularity ?? form.Kind!,
            Classifier = form.Classifier is Classifier.Planned && _departure.HasTime ? _departureIs : form.Classifier,
            OccurredAt = at,
            TransportDocuments = consignment.Documents,
            Mode = MeansOfTransport.Air,
            Flight = _flight,
            Airport = airport.Code,
            NextAirport = _next?.Code,
            IsZoneUnknown = airport.Zone is null,
            Quantity = _quantity?.ToFact(consignment.Whole, _volume),
            Declared = consignment.Declared,
            Carrier = consignment.Carrier ?? _carrier,
        };
        if (form.Kind is FactKind.Departure && _next is { } next && _arrival.HasTime && _arrivalIs is not Classifier.Planned
            && times.Resolve(_moment with { Minute = _arrival.Minute, Change = _moment.Change + _arrival.Change }, next) is { } there)
        {
            arrival = fact with
            {
                EventId = fact.EventId + "/arrival", Kind = new FactKind.Arrival(), Classifier = _arrivalIs, OccurredAt = there,
                Airport = next.Code, NextAirport = null, IsZoneUnknown = next.Zone is null,
            };
        }

        return fact;
    }

    // What two tellings of one event have in common, and two events have not: not the mass, nor the times of the flight, which
    // are told better later.
    private readonly string Id(StatusForm form)
    {
        var id = new IdText(stackalloc char[IdText.Longest]);
        id.Add(consignment.Waybill);
        id.Add('/');
        id.Add(form.Code);
        id.Add(_discrepancy);
        id.Add('/');
        id.Add(_flight ?? _carrier);
        id.Add('/');
        id.Add(_moment.Day, '.');
        id.Add(_moment.Month, '.');
        id.Add(_moment.Minute, '.');
        id.Add(_moment.Change, '/');
        id.Add(_airport.GetValueOrDefault().Code);
        id.Add(_next.GetValueOrDefault().Code);
        id.Add('/');
        var quantity = _quantity.GetValueOrDefault();
        id.Add(_quantity is null ? '-' : quantity.Portion);
        id.Add(quantity.Pieces, '.');
        id.Add(quantity.Total.GetValueOrDefault());
        return id.ToString();
    }

    private static bool IsLeftOut(Part part, ReadOnlySpan<byte> component) => part switch
    {
        Part.MomentIfAny => component.IsEmpty || !Letters.IsDigit(component[0]),
        Part.QuantityIfAny => !Quantity.LooksLikeOne(component),
        _ => false,
    };

    private bool Take(Part part, ReadOnlySpan<byte> component)
    {
        switch (part)
        {
            case Part.Flight: return FlightText.TryRead(component, out _carrier, out _flight);
            case Part.Carrier: return FlightText.IsDesignator(component) && (_carrier = Letters.Text(component)).Length > 0;
            case Part.Moment or Part.MomentIfAny: return Moment.TryRead(component, out _moment);
            case Part.Route: return TakeRoute(component);
            case Part.Airport: return TakeAirport(component, out _airport);
            case Part.Discrepancy: return TakeDiscrepancy(component);
            case Part.Quantity or Part.QuantityIfAny: return TakeQuantity(component);
            case Part.DepartureTime: return Moment.TryClock(component, out _departure, out _departureIs);
            case Part.ArrivalTime: return Moment.TryClock(component, out _arrival, out _arrivalIs);
            case Part.Volume:
                if (Quantity.TryVolume(component, out var volume)) _volume = volume;
                return true;
            default: return true;
        }
    }

    private bool TakeRoute(ReadOnlySpan<byte> component) =>
        component.Length == 2 * AirportCode
        && TakeAirport(component[..AirportCode], out _airport) && TakeAirport(component[AirportCode..], out _next);

    private readonly bool TakeAirport(ReadOnlySpan<byte> code, out Airport? airport)
    {
        airport = null;
        if (code.Length != AirportCode || !Letters.AreLetters(code)) return false;
        airport = times.AirportOf(code);
        return true;
    }

    private bool TakeQuantity(ReadOnlySpan<byte> component)
    {
        if (!Quantity.TryRead(component, out var quantity)) return false;
        _quantity = quantity;
        return true;
    }

    private bool TakeDiscrepancy(ReadOnlySpan<byte> component)
    {
        if (component.IsEmpty) return false;
        var told = Letters.Text(component);
        _discrepancy = codes.Meant("discrepancy", told);
        IsIgnored = _discrepancy == PartnerCodes.Ignore;
        if (IsIgnored) return false;
        if (Grammar.Discrepancies.TryGetValue(_discrepancy, out _irregularity)) return true;
        _reason = $"the discrepancy code {told} on line {_number} is not known: add it to the partner's map of codes (list discrepancy) with "
            + "the standard's code or \"ignore\", and replay";
        return false;
    }

    private bool Wrong(string reason, int start, int length)
    {
        Fault = new(reason, start, length);
        return false;
    }

    private static string Named(Part part) => part switch
    {
        Part.Flight => "a flight such as QR8403",
        Part.Carrier => "a carrier's designator such as QR",
        Part.Moment or Part.MomentIfAny => "a day and time such as 11OCT1230",
        Part.Route => "two airports such as HKGDOH",
        Part.Airport => "an airport such as HKG",
        Part.Discrepancy => "a discrepancy code such as MSCA",
        Part.Quantity or Part.QuantityIfAny => "a quantity such as T10K505.0",
        Part.DepartureTime or Part.ArrivalTime => "a time such as A1930 or E0530-N",
        Part.Text => "a text",
        Part.Volume => "a volume",
    };
}
