namespace FreightRecovery.Feeds.Edifact;

/// <summary>A place by its UN/LOCODE, or by the IATA code of its airport.</summary>
internal readonly record struct TradePlace(string? Locode, string? Airport)
{
    private const int LocodeLength = 5, AirportLength = 3;

    /// <summary>In one text; empty when there is none.</summary>
    public string Key => Locode ?? Airport ?? "";

    /// <summary>
    /// Reads C517 of LOC (3225:1131:3055). Agency 6 or none and the list of ports (139) or none are UN/LOCODE; agency 3 is
    /// IATA, and so are three letters of nobody's list. A place of anybody else's list has no code that we know.
    /// </summary>
    public static TradePlace Read(ref SegmentReader loc, Message message)
    {
        if (loc.Text(1) is not { } code) return default;
        var list = loc.Text(1, 1);
        var agency = loc.Text(1, 2);
        if (agency is "3") return IsLetters(code, AirportLength) ? new(null, code) : Wrong(ref loc, message, "an IATA code of three letters");
        if (agency is not (null or "6") || list is not (null or "139" or "16" or "87")) return default;
        if (IsLocode(code)) return new(code, null);
        if (agency is null) return IsLetters(code, AirportLength) ? new(null, code) : default;
        return Wrong(ref loc, message, "a UN/LOCODE");
    }

    private static TradePlace Wrong(ref SegmentReader loc, Message message, string expected)
    {
        message.Wrong(ref loc, 1, 0, SyntaxCodes.InvalidValue, $"the place is not {expected}");
        return default;
    }

    private static bool IsLocode(string code)
    {
        var good = code.Length == LocodeLength && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);
        for (var i = 2; good && i < LocodeLength; i++) good = char.IsAsciiLetterUpper(code[i]) || code[i] is >= '2' and <= '9';
        return good;
    }

    private static bool IsLetters(string code, int length) => code.Length == length && !code.AsSpan().ContainsAnyExceptInRange('A', 'Z');
}

/// <summary>The places of a status and of its leg, by their qualifier (3227).</summary>
internal struct StatusPlaces
{
    // Mostly one is told, which needs no list.
    private (string Qualifier, TradePlace Place) _first;
    private List<(string Qualifier, TradePlace Place)>? _others;

    /// <summary>Adds one.</summary>
    public void Add(string qualifier, TradePlace place)
    {
        if (place == default) return;
        if (_first.Place == default) _first = (qualifier, place);
        else (_others ??= []).Add((qualifier, place));
    }

    /// <summary>
    /// Where it came about: the place of the activity or of the goods; else of a movement its end, and of anything else the
    /// only place there is. Several places of which none is meant say nothing.
    /// </summary>
    public readonly TradePlace Of(FactKind kind)
    {
        if (_others is null) return IsHere(_first.Qualifier) || !IsOtherEndOf(_first.Qualifier, kind) ? _first.Place : default;
        ReadOnlySpan<(string Qualifier, TradePlace Place)> all = [_first, .. _others];
        foreach (var (qualifier, place) in all)
        {
            if (IsHere(qualifier)) return place;
        }

        foreach (var (qualifier, place) in all)
        {
            if (IsEndOf(qualifier, kind)) return place;
        }

        return default;
    }

    private static bool IsHere(string qualifier) => qualifier is "175" or "14";

    private static bool IsOtherEndOf(string qualifier, FactKind kind) =>
        IsOutward(kind) ? IsInwardEnd(qualifier) : IsInward(kind) && IsOutwardEnd(qualifier);

    private static bool IsEndOf(string qualifier, FactKind kind) =>
        IsOutward(kind) ? IsOutwardEnd(qualifier) : IsInward(kind) && IsInwardEnd(qualifier);

    private static bool IsOutward(FactKind kind) => kind is FactKind.Departure
        or FactKind.Handling { Move: CargoMove.Departed or CargoMove.Loaded } or FactKind.Equipment { Move: EquipmentMove.Loaded };

    private static bool IsInward(FactKind kind) => kind is FactKind.Arrival
        or FactKind.Handling { Move: CargoMove.Arrived or CargoMove.Delivered } or FactKind.Equipment { Move: EquipmentMove.Discharged };

    // Departure and loading; arrival, unloading, delivery and destination.
    private static bool IsOutwardEnd(string qualifier) => qualifier is "5" or "9" or "188";

    private static bool IsInwardEnd(string qualifier) => qualifier is "60" or "11" or "8" or "7" or "12" or "189";
}
