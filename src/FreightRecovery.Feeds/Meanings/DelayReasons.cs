using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>What the carrier's reason for a delay comes to.</summary>
/// <param name="Text">The reason for a sentence.</param>
/// <param name="Cause">The cause if nobody could help it; null when it is the carrier's or its terminal's affair.</param>
internal readonly record struct DelayReason(string Text, ForceMajeureCause? Cause)
{
    /// <summary>The reason of a fact: words for all its codes, and a cause only if every code is beyond the carrier's control.</summary>
    public static DelayReason Of(TradeFact fact, FeedPolicy policy)
    {
        if (fact.DelayReasonCodes.IsEmpty) return new("no reason given", null);
        ForceMajeureCause? cause = null;
        var excused = true;
        var words = new List<string>(fact.DelayReasonCodes.Count);
        foreach (var code in fact.DelayReasonCodes)
        {
            var reason = Of(code, fact.Remark, policy);
            words.Add(reason.Text);
            cause ??= reason.Cause;
            excused &= reason.Cause is not null;
        }

        return new(string.Join(", ", words), excused ? cause : null);
    }

    // The codes are those of the SMDG list DELAY (smdg.org, delay reason codes, edition of May 2022), which DCSA refers to.
    // Where the list groups a code as "other reasons" (outside ship, shore and cargo) it is force majeure here, save tides
    // and bank holidays, which a carrier knows beforehand. Acts of authorities and accidents stand in the list's other
    // groups and are force majeure in carriage law all the same (Hague-Visby Art. IV 2 c, e to h, j, k).
    private static DelayReason Of(string code, string? remark, FeedPolicy policy) => code.ToUpperInvariant() switch
    {
        "WEA" => new("bad weather", ForceMajeureCause.Weather),
        "DEV" => new("a deviation to avoid bad weather", ForceMajeureCause.Weather),
        "STR" => new("a strike", ForceMajeureCause.Strike),
        "ACC" => new("an accident", ForceMajeureCause.Accident),
        "RSC" => new("a rescue at sea", ForceMajeureCause.Accident),
        "PTF" => new("restrictions of the port's traffic", ForceMajeureCause.PortClosure),
        "PAU" => new("the vessel detained by the port's authorities", ForceMajeureCause.Authority),
        "ANA" => new("authorities not available", ForceMajeureCause.Authority),
        "QUA" => new("a quarantine inspection", ForceMajeureCause.Authority),
        "QUV" => new("quarantine of the vessel", ForceMajeureCause.Authority),
        "VIN" => new("an inspection by the coast guard", ForceMajeureCause.Authority),
        "CIN" => new("a cargo inspection by authorities", ForceMajeureCause.Authority),
        "MIL" => new("a military exercise", ForceMajeureCause.Authority), // not war: an exercise is announced by an authority
        "OTF" => Unnamed(remark, policy),
        "TID" => new("tides", null),
        "HOL" => new("a bank holiday", null),
        "TRF" => new("traffic", null), // not in the list of 2022, still sent: congestion
        "PBC" or "CGS" => new("berth congestion", null),
        "YRD" => new("yard congestion", null),
        "LAB" or "LOT" => new("labour shortage", null),
        "ENG" => new("engine repairs", null),
        "EDD" => new("emergency dry docking", null),
        "CRN" or "FTE" or "VGR" => new("equipment failure", null),
        "PIT" => new("pilot or tug not available", null),
        "DIN" => new("deficient cargo information", null),
        "WGT" => new("misdeclared cargo weight", null),
        _ => new($"reason {code}", null), // any other code is the carrier's affair until assessed
    };

    // Other force majeure: the remark may name the war or closed port for which the list has no code.
    private static DelayReason Unnamed(string? remark, FeedPolicy policy) =>
        Words.Any(remark, policy.WarWords) ? new("war", ForceMajeureCause.War)
        : Words.Any(remark, policy.ClosureWords) ? new("a closed port", ForceMajeureCause.PortClosure)
        : new("force majeure", ForceMajeureCause.Accident);
}
