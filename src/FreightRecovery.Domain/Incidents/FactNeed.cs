namespace FreightRecovery.Domain.Incidents;

/// <summary>A fact without which an incident of a kind cannot be judged.</summary>
public enum FactNeed
{
    /// <summary>The mass: for a wrong chargeable mass, the right one.</summary>
    Mass,

    /// <summary>The money at stake; a loss estimate tells it too.</summary>
    Amount,

    /// <summary>How much is affected: packages, mass or an amount.</summary>
    Extent,

    /// <summary>Where it happened.</summary>
    Place,

    /// <summary>Which paper it is about.</summary>
    Paper,

    /// <summary>Whether the papers can be issued again.</summary>
    PapersReissuable,
}

/// <summary>Which facts of an incident are not there yet.</summary>
public static class FactNeeds
{
    /// <summary>Those of the needs that the facts do not meet, in the order of the needs.</summary>
    /// <param name="needs">What the incident's kind needs.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="lossEstimate">The loss as assessed, when it was.</param>
    public static IEnumerable<FactNeed> Missing(IEnumerable<FactNeed> needs, IncidentFacts facts, Money? lossEstimate) =>
        needs.Where(need => !(need switch
        {
            FactNeed.Mass => facts.Extent?.Mass is not null,
            FactNeed.Amount => facts.Extent?.Amount is not null || lossEstimate is not null,
            FactNeed.Extent => facts.Extent is { Packages: not null } or { Mass: not null } or { Amount: not null } || lossEstimate is not null,
            FactNeed.Place => facts.Place is not null,
            FactNeed.Paper => facts.Paper is not null,
            FactNeed.PapersReissuable => facts.PapersReissuable is not null,
        }));

    /// <summary>What a need asks for, as it stands in a sentence, with the member that gives it.</summary>
    public static string Ask(FactNeed need, IncidentKind kind) => need switch
    {
        FactNeed.Mass => kind == IncidentKind.ChargeableMassWrong ? "the right chargeable mass (mass)" : "the mass affected (mass)",
        FactNeed.Amount => "the money at stake (amount)",
        FactNeed.Extent => "how much is affected (packages, mass or amount)",
        FactNeed.Place => "where it happened (place)",
        FactNeed.Paper => "which paper it is about (paper)",
        FactNeed.PapersReissuable => "whether the papers can be issued again (papersReissuable)",
    };
}

/// <summary>Facts that were not known at the report; null members leave what is known as it is.</summary>
/// <param name="Packages">Number of packages affected.</param>
/// <param name="Mass">The mass affected; for a wrong chargeable mass, the right one.</param>
/// <param name="Amount">The money at stake.</param>
/// <param name="Place">Where it happened (UN/LOCODE).</param>
/// <param name="Paper">The name of the paper it is about.</param>
public sealed record GivenFacts(int? Packages, Mass? Mass, Money? Amount, string? Place, string? Paper)
{
    /// <summary>Whether the papers can be issued again.</summary>
    public bool? PapersReissuable { get; init; }

    /// <summary>The facts with these in them.</summary>
    public IncidentFacts Over(IncidentFacts facts)
    {
        var extent = new Extent(
            Packages ?? facts.Extent?.Packages, Mass ?? facts.Extent?.Mass, Amount ?? facts.Extent?.Amount);
        return facts with
        {
            Extent = extent == new Extent(null, null, null) ? facts.Extent : extent,
            Place = Place ?? facts.Place,
            Paper = Paper ?? facts.Paper,
            PapersReissuable = PapersReissuable ?? facts.PapersReissuable,
        };
    }
}
