using FreightRecovery.Domain.Classifying;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What is written down about an incident beside its steps: facts, classification, summary, evidence, parties.</summary>
internal static class Recording
{
    /// <summary>Nothing is found valid before what its kind needs is known; the report itself was taken without.</summary>
    public static Outcome Assessment(IncidentState incident, Assess c, CommandContext context)
    {
        var facts = c.Given?.Over(incident.Facts!) ?? incident.Facts!;
        var needs = context.Policy.Kinds[facts.Kind].Required;
        if (c.Assessment.Finding == Finding.Valid
            && FactNeeds.Missing(needs, facts, c.Assessment.LossEstimate).ToList() is { Count: > 0 } missing)
            return Incident.NotIn(incident, $"Missing for {Words.Of(facts.Kind)}: "
                + string.Join("; ", missing.Select(need => FactNeeds.Ask(need, facts.Kind)))
                + ". Give it as 'facts' of the assessment, or post it to /facts first.");
        var unfounded = c.Assessment.Finding == Finding.Unfounded;
        IncidentEvent?[] events =
        [
            .. unfounded ? Promises.PastDue(incident, context) : [],
            facts == incident.Facts ? null : new FactsGiven(c.Given!, context.At, context.By.Name),
            new IncidentAssessed(
                c.Assessment.Department.Length > 0 ? c.Assessment : c.Assessment with { Department = context.Policy.Kinds[facts.Kind].Department },
                context.At),
            // What is unfounded is settled, whatever it is said to have cost.
            unfounded ? null : Escalations.OfAmount(incident, c.Assessment.LossEstimate ?? c.Given?.Amount, context),
        ];
        return Outcome.Accept([.. events.OfType<IncidentEvent>()]);
    }

    public static Outcome Facts(IncidentState incident, GiveFacts c, CommandContext context) =>
        incident.Settled ? Settled(incident)
        : c.Given.Over(incident.Facts!) == incident.Facts ? Outcome.Accept()
        : Escalations.OfAmount(incident, c.Given.Amount, context) is { } raised
            ? Outcome.Accept(new FactsGiven(c.Given, context.At, context.By.Name), raised)
            : Outcome.Accept(new FactsGiven(c.Given, context.At, context.By.Name));

    public static Outcome Classification(IncidentState incident, OverruleClassification c, CommandContext context)
    {
        if (incident.Settled)
            return Settled(incident);
        foreach (var dimension in Enum.GetValues<Dimension>())
            if (c.Change.Of(dimension) is < 1 or > 5)
                return new Refusal.Invalid("/" + char.ToLowerInvariant(dimension.ToString()[0]) + dimension.ToString()[1..],
                    "A dimension lies between 1 and 5.");
        return Outcome.Accept(new ClassificationOverruled(c.Change, c.Reason, context.At, context.By.Name));
    }

    public static Outcome Summary(IncidentState incident, RecordSummary c, CommandContext context)
    {
        if (incident.Settled)
            return Settled(incident);
        if (c.Evidence is not null && c.ConfirmedBy is null)
            return new Refusal.Invalid("/confirmedBy", "The evidence is that of a confirmation: say who confirmed the summary.");
        var said = new SummaryRecorded(c.Text, c.ConfirmedBy, c.Evidence, context.At, context.By.Name);
        return incident.Summary is { } known && known with { At = said.At, By = said.By } == said ? Outcome.Accept() : Outcome.Accept(said);
    }

    public static Outcome Parties(IncidentState incident, RecordParties c, CommandContext context)
    {
        if (incident.Settled)
            return Settled(incident);
        if (c.Parties.Count(p => p.AnswersForCustomer) > 1)
            return new Refusal.Invalid("/answersForCustomer", "One party at the most answers for the customer. Set it on one of them.");
        return incident.Parties.SequenceEqual(c.Parties)
            ? Outcome.Accept()
            : Outcome.Accept(new PartiesRecorded(c.Parties, context.At, context.By.Name));
    }

    public static Outcome Hand(IncidentState incident, Assign c, CommandContext context) =>
        incident.Settled ? Settled(incident)
        : string.IsNullOrWhiteSpace(c.To) ? new Refusal.Invalid("/to", "Name who has it from now on.")
        : incident.Assignee == c.To ? Outcome.Accept()
        : Outcome.Accept(new IncidentAssigned(c.To, context.At, context.By.Name));

    // A claim lives on after its incident, and so does what proves it.
    public static Outcome Evidence(IncidentState incident, AddEvidence c, CommandContext context)
    {
        if (incident.Evidence.Any(e => e.Sha256 == c.Sha256))
            return Outcome.Accept();
        if (incident.Evidence.Length >= context.Policy.Evidence.MaxFiles)
            return Incident.NotIn(incident, $"It has {incident.Evidence.Length} files of evidence, and no more are taken. Put several into one file.");
        return Outcome.Accept(new EvidenceAdded(
            context.Id.Child("evidence"), c.Name, c.Type, c.Size, c.Sha256, c.Note, context.At, context.By.Name));
    }

    /// <summary>Why somebody's answer is not the customer's, or null when it is.</summary>
    public static Refusal? NotTheirs(IncidentState incident, string by) =>
        incident.Parties.FirstOrDefault(p => p.AnswersForCustomer) is { } party && !party.Is(by)
            ? new Refusal.Invalid("/by", $"For the customer answers {party.Name}"
                + (party.Contact is { } contact ? $" ({contact})" : "")
                + $", not {by}. Get its own answer, or put the parties right first.")
            : null;

    /// <summary>The state after one of these events; null for any other.</summary>
    public static IncidentState? Evolve(IncidentState state, IncidentEvent e) => e switch
    {
        FactsGiven x => state with { Facts = x.Given.Over(state.Facts!) },
        IncidentAmended x => state with { Facts = Amending.Over(state.Facts!, x) },
        ClassificationOverruled x => state with { Overrules = state.Overrules.Add(x) },
        SummaryRecorded x => state with { Summary = x },
        EvidenceAdded x => state with { Evidence = state.Evidence.Add(x) },
        PartiesRecorded x => state with { Parties = x.Parties },
        IncidentAssigned x => state with { AssignedTo = x.To },
        _ => null,
    };

    private static Refusal Settled(IncidentState incident) => Incident.NotIn(incident, "It is settled. Reopen it first.");
}
