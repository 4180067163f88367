using System.Collections.Immutable;
using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Domain;

/// <summary>
/// Every threshold the domain uses, in one versioned value that comes in with each command. The defaults are what an
/// experienced claims desk would start from; a house changes them, never the code.
/// </summary>
public sealed record Policy
{
    /// <summary>The policy that ships with the product.</summary>
    public static Policy Default { get; } = new();

    /// <summary>The number of this policy.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Two reports of one kind on one shipment within this time are the same incident.</summary>
    public Duration SameIncidentWindow { get; init; } = Duration.FromHours(48);

    /// <summary>A hold placed for an incident that was never recorded is given up after this time.</summary>
    public Duration OrphanedHoldAfter { get; init; } = Duration.FromMinutes(10);

    /// <summary>A hold must be looked at by finance and the manager after this time.</summary>
    public Duration HoldTarget { get; init; } = Duration.FromDays(7);

    /// <summary>What is taken as true of a report of each kind that does not say it.</summary>
    public ImmutableDictionary<IncidentKind, KindPolicy> Kinds { get; init; } = KindPolicy.Usual;

    /// <summary>The times in which an incident must get on.</summary>
    public ClockPolicy Clocks { get; init; } = new();

    /// <summary>When an incident rises in the house.</summary>
    public EscalationPolicy Escalation { get; init; } = new();

    /// <summary>How incidents are classified.</summary>
    public Classifying.ClassificationPolicy Classification { get; init; } = new();

    /// <summary>Which claims are accepted without dispute, and which are investigated.</summary>
    public ValidityPolicy Validity { get; init; } = new();

    /// <summary>Which files are taken as evidence.</summary>
    public EvidencePolicy Evidence { get; init; } = new();

    /// <summary>What is kept of who read personal data.</summary>
    public PrivacyPolicy Privacy { get; init; } = new();

    /// <summary>How other programs are told what happens here.</summary>
    public WebhookPolicy Webhooks { get; init; } = new();

    /// <summary>When the branches work.</summary>
    public CalendarPolicy Calendars { get; init; } = new();

    /// <summary>The times of a disruption.</summary>
    public Disruptions.DisruptionPolicy Disruptions { get; init; } = new();

    /// <summary>A satisfaction mark at or below this reopens the incident (1 to 5).</summary>
    public int LowMark { get; init; } = 2;

    /// <summary>How often a customer is asked for its mark after a recovery (DOMAIN 3.4: once or twice). More is a nuisance.</summary>
    public int MostFollowUps { get; init; } = 2;

    /// <summary>For how many days a link to the customer's own page opens.</summary>
    public int CustomerLinkDays { get; init; } = 14;

    /// <summary>
    /// What one unit of a currency is worth in US dollars, roughly: only to put amounts of several currencies in one order
    /// on a board. No amount is ever converted with it. A currency that is not listed counts as a dollar.
    /// </summary>
    public ImmutableSortedDictionary<string, decimal> RoughWorth { get; init; } =
        ImmutableSortedDictionary.CreateRange(new Dictionary<string, decimal>
        {
            ["AED"] = 0.27m, ["AUD"] = 0.66m, ["CNY"] = 0.14m, ["EUR"] = 1.1m, ["GBP"] = 1.3m, ["HKD"] = 0.13m, ["INR"] = 0.012m,
            ["JPY"] = 0.0067m, ["KRW"] = 0.00073m, ["RUB"] = 0.012m, ["SGD"] = 0.75m, ["TWD"] = 0.031m, ["VND"] = 0.00004m,
        });

    /// <summary>A rough common measure of an amount, for ordering only.</summary>
    public double Rank(Money amount) => (double)(amount.Amount * RoughWorth.GetValueOrDefault(amount.Currency.Code, 1m));

    /// <summary>The rules of options and their ranking.</summary>
    public Recovery.RecoveryPolicy Recovery { get; init; } = new();

    /// <summary>The rules of the invoices.</summary>
    public Shipments.LedgerPolicy Ledger { get; init; } = new();

    /// <summary>The rules of the customer's slide.</summary>
    public Customers.RelationshipPolicy Relationship { get; init; } = new();

    /// <summary>The thresholds of claims.</summary>
    public Claims.ClaimPolicy Claims { get; init; } = new();

    /// <summary>The thresholds of the reports.</summary>
    public Reports.ReportPolicy Reports { get; init; } = new();

    /// <summary>The rules of law and terms. They have a file of their own, with its own version; the policy's file leaves them out.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Claims.LegalRules Legal { get => legal ?? Domain.Claims.LegalRules.Shipped; init => legal = value; }

    private readonly Claims.LegalRules? legal;

    /// <summary>Where the top tenth by revenue begins in the house's own book, as last read; no part of the policy's file.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Customers.TopTenth TopTenth { get; init; } = Customers.TopTenth.Unknown;

    /// <summary>Everything that is wrong with it, in all its parts; empty for a policy that can be used.</summary>
    public IReadOnlyList<PolicyFault> Faults() => Faults(new PolicyCheck());

    private IReadOnlyList<PolicyFault> Faults(PolicyCheck check) => check
        .AtLeast(Version, 1, "/version")
        .Time(SameIncidentWindow, "/sameIncidentWindow")
        .Time(OrphanedHoldAfter, "/orphanedHoldAfter")
        .Time(HoldTarget, "/holdTarget")
        .Within(LowMark, 0, 4, "/lowMark")
        .Within(MostFollowUps, 1, 2, "/mostFollowUps")
        .Within(CustomerLinkDays, 1, 90, "/customerLinkDays")
        .That(RoughWorth.Keys.All(code => Currency.TryParse(code) is not null), "/roughWorth",
            "A currency is three capital letters (ISO 4217).")
        .That(RoughWorth.Values.All(worth => worth > 0m), "/roughWorth", "What a currency is worth lies above 0.")
        .Complete(Kinds, "/kinds", (row, at) => KindPolicy.Check(check, row, at))
        .Part("/classification", Classification.Faults())
        .Part("/validity", Validity.Faults())
        .Part("/evidence", Evidence.Faults())
        .Part("/privacy", Privacy.Faults())
        .Part("/webhooks", Webhooks.Faults())
        .Part("/clocks", Clocks.Faults())
        .Part("/escalation", Escalation.Faults())
        .Part("/calendars", Calendars.Faults())
        .Part("/disruptions", Disruptions.Faults())
        .Part("/recovery", Recovery.Faults())
        .Part("/ledger", Ledger.Faults())
        .Part("/relationship", Relationship.Faults())
        .Part("/claims", Claims.Faults())
        .Part("/reports", Reports.Faults())
        .Found;
}
