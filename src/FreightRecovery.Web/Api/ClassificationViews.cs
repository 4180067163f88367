using FreightRecovery.Domain;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>What an incident is.</summary>
/// <param name="Cause">The cause as assessed; null before that.</param>
/// <param name="Department">The department as assessed; before that the usual one of its kind, which an assessment that names none takes.</param>
public sealed record Classification(
    IncidentKind Kind, Severity Severity, Fault Fault, Cause? Cause, Finding? Finding, string? Department, Money? LossEstimate)
{
    /// <summary>What a communication matter is about; null for other findings.</summary>
    public CommunicationKind? Communication { get; init; }

    /// <summary>The five dimensions, each 1 to 5, with what they rest on.</summary>
    public required Dimensions Dimensions { get; init; }

    /// <summary>What it tells of the person behind it: the cause as felt, behaviour, purpose, and what the person seeks.</summary>
    public required TraitsOfPerson Person { get; init; }

    /// <summary>What people knew better, oldest first.</summary>
    public required IReadOnlyList<OverruleView> Overrules { get; init; }

    internal static Classification Of(IncidentState state, Policy policy)
    {
        var facts = state.Facts!;
        var (dimensions, person) = Domain.Classifying.Classification.Of(state, policy);
        return new Classification(
            facts.Kind, state.Severity, state.Fault, state.Assessment?.Cause, state.Assessment?.Finding,
            state.Assessment?.Department ?? policy.Kinds[facts.Kind].Department, state.Assessment?.LossEstimate)
        {
            Communication = state.Assessment?.Communication,
            Dimensions = dimensions,
            Person = person,
            Overrules = [.. state.Overrules.Select(o => new OverruleView(o.Change, o.Reason, o.At, o.By))],
        };
    }
}

/// <summary>What somebody knew better.</summary>
public sealed record OverruleView(Overrule Change, string Reason, Instant At, string By);

/// <summary>The summary that was read back to the customer.</summary>
/// <param name="ConfirmedBy">Who at the customer confirmed it; null while nobody has.</param>
public sealed record SummaryView(string Text, string? ConfirmedBy, string? Evidence, Instant At, string By)
{
    internal static SummaryView? Of(IncidentEvent.SummaryRecorded? s) =>
        s is null ? null : new SummaryView(s.Text, s.ConfirmedBy, s.Evidence, s.At, s.By);
}
