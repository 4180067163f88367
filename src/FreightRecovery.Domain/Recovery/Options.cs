using System.Collections.Immutable;
using FreightRecovery.Domain.Calendar;

namespace FreightRecovery.Domain.Recovery;

/// <summary>The recovery options for an incident, and what follows from the one that the customer confirms.</summary>
public static class Options
{
    private const string DeclinedBefore = "The customer has declined it.";

    /// <summary>
    /// Ranks the options (DOMAIN 5.2). First come the ones to put forward, ranked from 1, at most
    /// <see cref="RecoveryPolicy.MostProposed"/>; then, with rank 0 and a reason, those that cannot be done or were declined.
    /// Feasible ones beyond the best few are left out: calling them infeasible would be untrue, and they move up as
    /// soon as one above them is declined. Explaining and reporting is always feasible, so at least three are put forward
    /// until the customer declines; when it has declined every option, that one included, none is, and the caller escalates.
    /// </summary>
    /// <param name="facts">Facts for which <see cref="RecoveryContext.Check"/> has found nothing to refuse.</param>
    /// <param name="policy">The rules in force.</param>
    public static ImmutableArray<RecoveryOption> Rank(RecoveryContext facts, RecoveryPolicy policy)
    {
        var candidates = Candidates(facts, policy);
        var proposed = Ranking.Order(candidates.Where(candidate => candidate.Obstacle is null)).Take(policy.MostProposed);
        var others = candidates.Where(candidate => candidate.Obstacle is not null);
        return [.. proposed.Select((candidate, index) => Option(candidate, index + 1)), .. others.Select(candidate => Option(candidate, 0))];
    }

    /// <summary>
    /// What is to be done once the customer has confirmed: at least one step for each part, each with the role that
    /// owns it and the instant it is due. Ids derive from the command's id.
    /// </summary>
    /// <param name="option">What the customer has confirmed.</param>
    /// <param name="work">The working time of its branch.</param>
    /// <param name="context">The confirmation.</param>
    public static ImmutableArray<PlannedStep> Steps(RecoveryOption option, WorkingTime work, CommandContext context) =>
    [
        .. option.Parts
            .DistinctBy(part => part.Kind)
            .SelectMany(part => Carrying.Out(part, context.Policy.Recovery))
            .Select((task, ordinal) => new PlannedStep(
                context.Id.Child("step", ordinal), Words.Of(task.Step), Words.Of(context.Policy.Recovery.StepOwners[task.Step]),
                task.DueAt(context.At, work, context.Policy.Recovery))
            { Kind = task.Step }),
    ];

    /// <summary>
    /// What the option takes off the shipment's invoices on release. Compensation is not among them: it is paid as a
    /// claim and leaves the freight as it is.
    /// </summary>
    public static ImmutableArray<Adjustment> Adjustments(RecoveryOption option) =>
        [.. option.Parts.Select(Adjust).OfType<Adjustment>()];

    private static Adjustment? Adjust(OptionPart part) => part switch
    {
        { Kind: OptionKind.FreightDiscount, Terms.Percent: { } percent } => new(percent, null, part.Terms.Text),
        { Kind: OptionKind.CreditNote or OptionKind.WaiveSurcharge, Terms.Amount: { IsZero: false } amount } =>
            new(null, amount, part.Terms.Text),
        { Kind: OptionKind.CorrectAndRefund, Terms.Amount: { IsZero: false } amount } => new(null, amount, part.Terms.Text) { Reissue = true },
        _ => null,
    };

    private static ImmutableArray<Candidate> Candidates(RecoveryContext facts, RecoveryPolicy policy)
    {
        var playbook = policy.PlaybookFor(facts.IncidentKind, facts.ForceMajeureCause);
        return [.. playbook.Bundles.Select((bundle, place) => Candidate(bundle, place, playbook.Remedies, facts, policy))];
    }

    // A bundle stands and falls with its leading part; of the others it keeps what can be done.
    private static Candidate Candidate(
        ImmutableArray<OptionKind> bundle, int place, ImmutableArray<OptionKind> remedies, RecoveryContext facts, RecoveryPolicy policy)
    {
        if (Feasibility.Obstacle(bundle[0], facts, policy) is { } obstacle)
        {
            ImmutableArray<OptionPart> undone = [new(bundle[0], new Terms($"{Words.Capital(Words.Of(bundle[0]))}."))];
            return new(Id(facts.IncidentId, undone), place, undone, Sum.Nothing(facts.Currency), Authority.Sales, obstacle);
        }

        ImmutableArray<OptionPart> parts =
        [
            .. bundle.Where(kind => Feasibility.Obstacle(kind, facts, policy) is null)
                .SelectMany(kind => Drafting.Draw(kind, facts, policy).Select(terms => new OptionPart(kind, terms))),
        ];
        var id = Id(facts.IncidentId, parts);
        return new(
            id, place, parts, Valuation.Of(parts, remedies, facts, policy), Costing.Authority(parts, facts, policy),
            facts.Declined.Contains(id) ? DeclinedBefore : null);
    }

    // The figures are part of the identity: neither an approval nor a refusal of 10 % speaks for 20 %. Days are not: they pass.
    private static Guid Id(IncidentId incident, ImmutableArray<OptionPart> parts) => DerivedId.Of(
        incident.Value,
        "option " + string.Join('+', parts.Select(part =>
            $"{part.Kind} {(part.Terms.Percent is { } percent ? Words.Of(percent) : "")}"
            + $" {(part.Terms.Amount is { } amount ? Words.Of(amount) : "")}")),
        0);

    private static RecoveryOption Option(Candidate candidate, int rank) => new(
        candidate.Id, candidate.Parts[0].Kind, candidate.Parts, rank, candidate.Sum.Value, candidate.Sum.Cost,
        candidate.Sum.RetentionGain, candidate.Sum.Recoverable, candidate.Authority, Drafting.Whole(candidate.Parts),
        candidate.Sum.Lines, candidate.Obstacle);
}
