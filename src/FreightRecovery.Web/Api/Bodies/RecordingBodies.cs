using FreightRecovery.Domain;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Incidents;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>Facts that were not known at the report.</summary>
public sealed record FactsBody(int? Packages, Mass? Mass, Money? Amount, string? Place, string? Paper, bool? PapersReissuable) : IBody<IncidentCommand.GiveFacts>
{
    /// <inheritdoc/>
    public IncidentCommand.GiveFacts? Read(Faults faults) => Read(faults, "") is { } given ? new IncidentCommand.GiveFacts(given) : null;

    internal GivenFacts? Read(Faults faults, string pointer)
    {
        var given = new GivenFacts(
            faults.Packages(Packages, pointer + "/packages"), faults.Mass(Mass, pointer + "/mass"), faults.Amount(Amount, pointer + "/amount"),
            faults.Locode(Place, pointer + "/place"), faults.OptionalLine(Paper, pointer + "/paper"))
        {
            PapersReissuable = PapersReissuable,
        };
        if (given == new GivenFacts(null, null, null, null, null))
            faults.Add(pointer, "Give one fact at least: packages, mass, amount, place, paper or papersReissuable.");
        return faults.Any ? null : given;
    }
}

/// <summary>What a person knows better than the proposed classification, and why.</summary>
public sealed record ClassificationBody(
    int? KindWeight, int? Severity, int? Scope, int? Difficulty, int? Urgency, Cause? Cause, Behaviour? Behaviour, Purpose? Purpose,
    Seeks? Seeks, string? Reason) : IBody<IncidentCommand.OverruleClassification>
{
    /// <inheritdoc/>
    public IncidentCommand.OverruleClassification? Read(Faults faults)
    {
        foreach (var (value, name) in new[]
                 {
                     (KindWeight, "kindWeight"), (Severity, "severity"), (Scope, "scope"), (Difficulty, "difficulty"), (Urgency, "urgency"),
                 })
            if (value is < 1 or > 5)
                faults.Add("/" + name, "A dimension lies between 1 and 5.");
        var change = new Overrule(KindWeight, Severity, Scope, Difficulty, Urgency, Cause, Behaviour, Purpose, Seeks);
        if (change == new Overrule(null, null, null, null, null, null, null, null, null))
            faults.Add("", "Name what is otherwise: a dimension, the cause, the behaviour, the purpose or what the person seeks.");
        var reason = faults.Text(Reason, "/reason");
        return faults.Any ? null : new IncidentCommand.OverruleClassification(change, reason);
    }
}

/// <summary>The summary that was read back to the customer.</summary>
public sealed record SummaryBody(string? Text, string? ConfirmedBy, string? Evidence) : IBody<IncidentCommand.RecordSummary>
{
    /// <inheritdoc/>
    public IncidentCommand.RecordSummary? Read(Faults faults)
    {
        var command = new IncidentCommand.RecordSummary(
            faults.Text(Text, "/text"), faults.OptionalLine(ConfirmedBy, "/confirmedBy"), faults.OptionalText(Evidence, "/evidence"));
        if (Evidence is not null && ConfirmedBy is null)
            faults.Add("/confirmedBy", "The evidence is that of a confirmation: say who confirmed the summary.");
        return faults.Any ? null : command;
    }
}

/// <summary>Whom an incident concerns.</summary>
public sealed class PartiesBody : List<PartyBody?>, IBody<IncidentCommand.RecordParties>
{
    private const int Most = 20;

    /// <inheritdoc/>
    public IncidentCommand.RecordParties? Read(Faults faults)
    {
        if (Count > Most)
            faults.Add("", $"An incident concerns {Most} parties at the most.");
        var parties = this.Select((p, i) => p?.Read(faults, "/" + i)).ToList();
        for (var i = 0; i < Count; i++)
        {
            if (parties[i] is null)
                faults.Add("/" + i, "This is no party.");
            else if (this.Take(i).Any(p => p?.Role == this[i]!.Role && p?.Name == this[i]!.Name))
                faults.Add("/" + i, "This party comes twice.");
            if (this[i]?.AnswersForCustomer == true && this.Take(i).Any(p => p?.AnswersForCustomer == true))
                faults.Add($"/{i}/answersForCustomer", "One party at the most answers for the customer. Set it on one of them.");
        }

        return faults.Any ? null : new IncidentCommand.RecordParties([.. parties.OfType<Party>()]);
    }
}

/// <summary>A party that an incident concerns.</summary>
public sealed record PartyBody(PartyRole? Role, string? Name, string? Reference, string? Contact, bool? AnswersForCustomer)
{
    internal Party Read(Faults faults, string pointer) => new(
        faults.Value(Role, pointer + "/role"), faults.Line(Name, pointer + "/name"),
        faults.OptionalLine(Reference, pointer + "/reference", Checks.RefLength), faults.OptionalLine(Contact, pointer + "/contact"),
        AnswersForCustomer ?? false);
}
