using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// The rules of the customer's slide. The windows and thresholds are the trade's; the weights of the risk cannot be fitted
/// on public data, so they are policy, shown as such, to be refitted on the house's own book.
/// </summary>
public sealed record RelationshipPolicy
{
    /// <summary>Two incidents within this many days make a complaint, and failures within it weigh as close in time.</summary>
    public int TwoIncidentDays { get; init; } = 90;

    /// <summary>A grumbling customer is content again when nothing new came in for this many days.</summary>
    public int CalmDays { get; init; } = 30;

    /// <summary>After this many fruitless attempts a complaining customer that says no more has fallen silent.</summary>
    public int FruitlessAttempts { get; init; } = 2;

    /// <summary>A mark at or above this (1 to 5) says that the customer is satisfied.</summary>
    public int SatisfiedMark { get; init; } = 4;

    /// <summary>A mark below this (1 to 5) says that nothing is settled: it counts as a complaint voiced.</summary>
    public int NeutralMark { get; init; } = 3;

    /// <summary>The customer's own horizon ends when P(alive) over its words and bookings falls to this.</summary>
    public double QuietBelow { get; init; } = 0.30;

    /// <summary>A silent customer is lost when P(alive) over its bookings falls below this.</summary>
    public double LostBelow { get; init; } = 0.05;

    /// <summary>
    /// A customer that has been silent for this many days without a booking is lost in any case: the model never gives
    /// up on a customer that bought only once.
    /// </summary>
    public int LostAfterDays { get; init; } = 365;

    /// <summary>No horizon is shorter, in days: a fortnight without a word is a holiday.</summary>
    public int MinimumHorizonDays { get; init; } = 14;

    /// <summary>No horizon is longer, in days.</summary>
    public int MaximumHorizonDays { get; init; } = 180;

    /// <summary>The horizon in days of a customer that has spoken or booked on fewer than two days.</summary>
    public int DefaultHorizonDays { get; init; } = 45;

    /// <summary>A customer in grumble, complaint or silence is looked at this often.</summary>
    public Duration ReviewEvery { get; init; } = Duration.FromDays(7);

    /// <summary>The buying model, in weeks.</summary>
    public BgNbdParameters Model { get; init; } = new();

    /// <summary>What a fit of the buying model takes.</summary>
    public Fitting.FitPolicy Fit { get; init; } = new();

    /// <summary>Probability of losing a content customer within 90 days: the base that no recovery goes below.</summary>
    public double LossWhenContent { get; init; } = 0.03;

    /// <summary>Probability of losing a grumbling customer within 90 days, before what aggravates it.</summary>
    public double LossWhenGrumbling { get; init; } = 0.08;

    /// <summary>Probability of losing a complaining customer within 90 days, before what aggravates it.</summary>
    public double LossWhenComplaining { get; init; } = 0.20;

    /// <summary>Probability of losing a silent customer within 90 days, before what aggravates it.</summary>
    public double LossWhenSilent { get; init; } = 0.45;

    /// <summary>What a minor incident adds: the chance that it alone drives the customer away.</summary>
    public double MinorWeight { get; init; } = 0.03;

    /// <summary>What a major incident adds.</summary>
    public double MajorWeight { get; init; } = 0.10;

    /// <summary>What a critical incident adds.</summary>
    public double CriticalWeight { get; init; } = 0.20;

    /// <summary>What a broken promise adds: more than any incident, for the failed repair is the double deviation.</summary>
    public double BrokenPromiseWeight { get; init; } = 0.25;

    /// <summary>What every other fruitless attempt adds: complained again, declined every option.</summary>
    public double FruitlessWeight { get; init; } = 0.10;

    /// <summary>What a standing threat to leave or to go public adds.</summary>
    public double ThreatWeight { get; init; } = 0.15;

    /// <summary>What being captive adds: it leaves at the first chance.</summary>
    public double CaptiveWeight { get; init; } = 0.15;

    /// <summary>An incident weighs this many times more when one of its kind came before, within the memory.</summary>
    public double SimilarFactor { get; init; } = 1.5;

    /// <summary>An incident weighs this many times more when another came close before it.</summary>
    public double CloseFactor { get; init; } = 1.5;

    /// <summary>
    /// The share of its weight that a settled incident keeps, unless it was the customer's only failure and settled to its
    /// satisfaction: then nothing stays. After a second failure a good recovery no longer undoes everything.
    /// </summary>
    public double SettledShare { get; init; } = 0.5;

    /// <summary>A settled incident is forgotten after this many days; its weight fades evenly until then.</summary>
    public int MemoryDays { get; init; } = 365;

    /// <summary>The loss within 90 days to start from at a stage, 0 to 1.</summary>
    public double LossAt(Stage stage) => stage switch
    {
        Stage.Content => LossWhenContent,
        Stage.Grumble => LossWhenGrumbling,
        Stage.Complaint => LossWhenComplaining,
        Stage.Silence => LossWhenSilent,
        Stage.Lost => 1,
    };

    /// <summary>What an incident of this severity adds, 0 to 1.</summary>
    public double WeightOf(Severity severity) => severity switch
    {
        Severity.Minor => MinorWeight,
        Severity.Major => MajorWeight,
        Severity.Critical => CriticalWeight,
    };

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .AtLeast(TwoIncidentDays, 1, "/twoIncidentDays")
        .AtLeast(CalmDays, 1, "/calmDays")
        .AtLeast(FruitlessAttempts, 1, "/fruitlessAttempts")
        .Within(SatisfiedMark, 1, 5, "/satisfiedMark")
        .Within(NeutralMark, 1, SatisfiedMark, "/neutralMark")
        .Share(QuietBelow, "/quietBelow")
        .Within(LostBelow, 0, QuietBelow, "/lostBelow")
        .AtLeast(LostAfterDays, MaximumHorizonDays, "/lostAfterDays")
        .AtLeast(MinimumHorizonDays, 1, "/minimumHorizonDays")
        .AtLeast(MaximumHorizonDays, MinimumHorizonDays, "/maximumHorizonDays")
        .Within(DefaultHorizonDays, MinimumHorizonDays, MaximumHorizonDays, "/defaultHorizonDays")
        .Time(ReviewEvery, "/reviewEvery")
        .Above(Model.R, 0, "/model/r")
        .Above(Model.Alpha, 0, "/model/alpha")
        .Above(Model.A, 0, "/model/a")
        .Above(Model.B, 0, "/model/b")
        .Share(LossWhenContent, "/lossWhenContent")
        .Within(LossWhenGrumbling, LossWhenContent, 1, "/lossWhenGrumbling")
        .Within(LossWhenComplaining, LossWhenGrumbling, 1, "/lossWhenComplaining")
        .Within(LossWhenSilent, LossWhenComplaining, 1, "/lossWhenSilent")
        .Share(MinorWeight, "/minorWeight")
        .Within(MajorWeight, MinorWeight, 1, "/majorWeight")
        .Within(CriticalWeight, MajorWeight, 1, "/criticalWeight")
        // DOMAIN 4.1: a broken promise weighs more than the incident.
        .Within(BrokenPromiseWeight, CriticalWeight, 1, "/brokenPromiseWeight")
        .Share(FruitlessWeight, "/fruitlessWeight")
        .Share(ThreatWeight, "/threatWeight")
        .Share(CaptiveWeight, "/captiveWeight")
        .AtLeast(SimilarFactor, 1, "/similarFactor")
        .AtLeast(CloseFactor, 1, "/closeFactor")
        .Share(SettledShare, "/settledShare")
        .AtLeast(MemoryDays, 1, "/memoryDays")
        .Part("/fit", Fit.Faults())
        .Found;
}
