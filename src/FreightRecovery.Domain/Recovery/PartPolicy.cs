using NodaTime;

namespace FreightRecovery.Domain.Recovery;

/// <summary>What the policy says of one kind of part. All figures are policy judgement; see <see cref="RecoveryPolicy"/>.</summary>
/// <param name="Effect">How much of the risk it takes away.</param>
/// <param name="Days">Calendar days until the customer feels it, unless the case itself says (a departure, a report).</param>
/// <param name="DueWithin">
/// How long its first step may take after the customer's confirmation; <see cref="RecoveryPolicy.StepDays"/> says what a day of it is.
/// </param>
public sealed record PartPolicy(Fairness Effect, int Days, Duration DueWithin)
{
    /// <summary>Our own cost as a share of the shipment's freight; parts that hand out an amount cost that amount instead.</summary>
    public decimal CostShareOfFreight { get; init; }

    /// <summary>Who must decide it at least, whatever it costs.</summary>
    public Authority LeastAuthority { get; init; } = Authority.Sales;

    /// <summary>Whether a carrier or agent at fault can be asked to pay its cost back.</summary>
    public bool CarrierPaysBack { get; init; }

    /// <summary>Whether the cargo insurer pays its cost back as a cost of averting or establishing a loss.</summary>
    public bool InsurerPaysBack { get; init; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .Share(Effect.Outcome, "/effect/outcome")
        .Share(Effect.Procedure, "/effect/procedure")
        .Share(Effect.Treatment, "/effect/treatment")
        .AtLeast(Days, 0, "/days")
        .Time(DueWithin, "/dueWithin")
        .AtLeast(CostShareOfFreight, 0m, "/costShareOfFreight")
        .Found;
}

/// <summary>
/// The three kinds of fairness by which a customer judges a recovery, each as the share of the risk that it takes
/// away: 0.25 means one quarter.
/// </summary>
/// <param name="Outcome">What the customer gets in the end.</param>
/// <param name="Procedure">How promptly and openly it is handled.</param>
/// <param name="Treatment">How it is treated as a person.</param>
public sealed record Fairness(decimal Outcome, decimal Procedure, decimal Treatment);

/// <summary>Up to which figure each authority may decide; what exceeds the manager's figure is the executive's.</summary>
public sealed record AuthorityBands(decimal Sales, decimal Supervisor, decimal Manager)
{
    /// <summary>The lowest authority that may decide this figure.</summary>
    public Authority For(decimal figure) =>
        figure <= Sales ? Authority.Sales
        : figure <= Supervisor ? Authority.Supervisor
        : figure <= Manager ? Authority.Manager
        : Authority.Executive;

    /// <summary>What is wrong with it: a higher authority decides no less than a lower one.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .AtLeast(Sales, 0m, "/sales")
        .AtLeast(Supervisor, Sales, "/supervisor")
        .AtLeast(Manager, Supervisor, "/manager")
        .Found;
}

/// <summary>One figure for each severity.</summary>
public sealed record BySeverity<T>(T Minor, T Major, T Critical)
{
    /// <summary>The figure for a severity.</summary>
    public T For(Severity severity) => severity switch
    {
        Severity.Minor => Minor,
        Severity.Major => Major,
        Severity.Critical => Critical,
    };

    /// <summary>Looks at each of them, with its place.</summary>
    public IReadOnlyList<PolicyFault> Each(Action<PolicyCheck, T, string> look)
    {
        var check = new PolicyCheck();
        look(check, Minor, "/minor");
        look(check, Major, "/major");
        look(check, Critical, "/critical");
        return check.Found;
    }
}
