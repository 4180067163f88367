namespace FreightRecovery.Feeds.Edifact;

/// <summary>What a reason of a status (9013) comes to.</summary>
/// <param name="Words">The reason for a sentence.</param>
/// <param name="Delay">The SMDG code of a delay for it, which is what facts hold; null when that list has none.</param>
/// <param name="Wrong">What it says is wrong with the cargo; null when nothing.</param>
internal readonly record struct ReasonMeaning(string Words, string? Delay, IrregularityKind? Wrong);

/// <summary>
/// Code list 9013 (UNTDID, status reason, D.12B and earlier; later directories only add). Delay codes are those of SMDG's
/// list DELAY; a reason that has none there, such as a closed business, is told in the remark.
/// </summary>
internal static class ReasonCodes
{
    private static readonly Dictionary<string, ReasonMeaning> Meanings = new(StringComparer.Ordinal)
    {
        ["1"] = new("address outside the delivery area", null, null),
        ["2"] = new("arrived after the transport had left", null, IrregularityKind.NotLoaded),
        ["3"] = new("refused by the agent", null, IrregularityKind.RefusedByConsignee),
        ["4"] = new("seals differ", null, null),
        ["5"] = new("appointment made", null, null),
        ["6"] = new("attempt without success", null, null),
        ["7"] = new("business closed", null, null),
        ["8"] = new("schedule changed", null, null),
        ["9"] = new("address incomplete", null, null),
        ["10"] = new("computers down", null, null),
        ["11"] = new("credit to be approved", null, null),
        ["12"] = new("customer to arrange", null, null),
        ["13"] = new("refused by customs", null, IrregularityKind.RefusedByCustoms),
        ["14"] = new("damaged", null, IrregularityKind.Damaged),
        ["15"] = new("delivery wanted at a set time", null, null),
        ["16"] = new("sent to the wrong destination", null, IrregularityKind.Missing),
        ["17"] = new("departure delayed", null, IrregularityKind.Delayed),
        ["18"] = new("derailment", "ACC", null),
        ["19"] = new("discrepancy", null, IrregularityKind.Discrepancy),
        ["20"] = new("dock strike", "STR", null),
        ["21"] = new("due to the customer", null, null),
        ["22"] = new("found empty", null, IrregularityKind.Missing),
        ["23"] = new("equipment failed", "FTE", null),
        ["24"] = new("to be examined by an authority", "CIN", IrregularityKind.HeldByAuthority),
        ["25"] = new("export restricted", "CIN", IrregularityKind.HeldByAuthority),
        ["26"] = new("export not possible", null, null),
        ["27"] = new("fewer units than advised", null, IrregularityKind.ShortShipped),
        ["28"] = new("import restricted", "CIN", IrregularityKind.HeldByAuthority),
        ["29"] = new("wrong information for the pick-up", null, null),
        ["30"] = new("wrong address", null, null),
        ["31"] = new("industrial dispute", "STR", null),
        ["32"] = new("instructions awaited", null, null),
        ["33"] = new("lost", null, IrregularityKind.Lost),
        ["34"] = new("means of transport damaged", "ENG", null),
        ["35"] = new("mechanical breakdown", "ENG", null),
        ["36"] = new("mechanical inspection", "ENG", null),
        ["37"] = new("documents missing or wrong", "DIN", IrregularityKind.DocumentsMissing),
        ["38"] = new("new arrangements for delivery", null, null),
        ["39"] = new("recipient not known", null, null),
        ["40"] = new("cannot be identified", null, IrregularityKind.Missing),
        ["41"] = new("not loaded on the expected transport", null, IrregularityKind.NotLoaded),
        ["42"] = new("stowed on deck", null, null),
        ["43"] = new("package not ready", null, null),
        ["44"] = new("tracking number unknown", null, null),
        ["45"] = new("missing in part", null, IrregularityKind.Missing),
        ["46"] = new("payment not received", null, null),
        ["47"] = new("payment refused", null, null),
        ["48"] = new("plundered", null, IrregularityKind.Lost),
        ["49"] = new("refused without a reason", null, null),
        ["50"] = new("planned past the cut-off", null, null),
        ["51"] = new("shunted to a siding", null, null),
        ["52"] = new("no signature needed", null, null),
        ["53"] = new("sorted to the wrong route", null, IrregularityKind.Missing),
        ["54"] = new("special service needed", null, null),
        ["55"] = new("consignment split", null, null),
        ["56"] = new("missing altogether", null, IrregularityKind.Missing),
        ["57"] = new("no tracking information", null, null),
        ["58"] = new("delayed in transit", null, IrregularityKind.Delayed),
        ["59"] = new("cannot be located", null, IrregularityKind.Missing),
        ["60"] = new("in unacceptable condition", null, IrregularityKind.Damaged),
        ["61"] = new("stowed under deck", null, null),
        ["62"] = new("reason unknown", null, null),
        ["63"] = new("weather", "WEA", null),
        ["64"] = new("free time expired", null, null),
        ["65"] = new("claims settled", null, null),
        ["66"] = new("stolen", null, IrregularityKind.Lost),
        ["67"] = new("administrative error", null, null),
        ["68"] = new("due to the buyer", null, null),
        ["69"] = new("due to the carrier", null, null),
        ["70"] = new("due to the logistics provider", null, null),
        ["73"] = new("loss of measured goods", null, IrregularityKind.Discrepancy),
        ["74"] = new("damaged in the warehouse", null, IrregularityKind.Damaged),
        ["75"] = new("spoilt", null, IrregularityKind.Damaged),
        ["76"] = new("destroyed", null, IrregularityKind.Lost),
        ["77"] = new("best before date past", null, null),
        ["81"] = new("no remedy possible", null, null),
        ["87"] = new("information in error", null, null),
        ["88"] = new("accident of the means of transport", "ACC", null),
        ["89"] = new("order or instruction changed", null, null),
        ["90"] = new("not accepted by the delivery party", null, IrregularityKind.RefusedByConsignee),
        ["91"] = new("delivered elsewhere as instructed", null, null),
        ["92"] = new("wrong goods delivered", null, IrregularityKind.Discrepancy),
        ["93"] = new("due to customs", "CIN", null),
        ["94"] = new("defective item", null, IrregularityKind.Damaged),
        ["95"] = new("more delivered than ordered", null, IrregularityKind.Found),
        ["96"] = new("delivered in part", null, null),
        ["99"] = new("stock replenished", null, null),
        ["100"] = new("time of unloading not received", null, null),
        ["101"] = new("stacked pallets not accepted", null, IrregularityKind.RefusedByConsignee),
        ["102"] = new("mixed pallets not accepted", null, IrregularityKind.RefusedByConsignee),
        ["103"] = new("expiry date not accepted", null, IrregularityKind.RefusedByConsignee),
        ["104"] = new("pallet too high", null, null),
        ["105"] = new("delivery order not received", null, null),
        ["106"] = new("back-orders not permitted", null, null),
        ["107"] = new("article not known", null, null),
        ["108"] = new("no bar code", null, null),
    };

    // Of products, files and courts: in the list, and never about cargo.
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal) { "71", "72", "78", "79", "80", "82", "84", "85", "97", "98" };

    /// <summary>The meaning of a code; false when it is not in the list.</summary>
    public static bool TryGet(string code, out ReasonMeaning meaning)
    {
        if (Meanings.TryGetValue(code, out meaning)) return true;
        meaning = new($"reason {code} of list 9013", null, null);
        return Foreign.Contains(code);
    }
}
