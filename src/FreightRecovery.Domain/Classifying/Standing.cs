using FreightRecovery.Domain.Incidents;

namespace FreightRecovery.Domain.Classifying;

/// <summary>What stands: the latest word of a person where there is one, and the proposal where there is none.</summary>
/// <param name="Value">What stands.</param>
/// <param name="Proposed">What proposes itself.</param>
/// <param name="Why">What the proposal rests on.</param>
/// <param name="OverruledBy">Who knew better; null when nobody did.</param>
/// <param name="Reason">Why.</param>
public sealed record Standing<T>(T Value, T Proposed, IReadOnlyList<string> Why, string? OverruledBy, string? Reason)
    where T : struct
{
    internal static Standing<T> Of(Judged<T> proposed, IncidentState incident, Func<Overrule, T?> given)
    {
        var word = incident.Overrules.LastOrDefault(o => given(o.Change) is not null);
        return new(word is null ? proposed.Value : given(word.Change)!.Value, proposed.Value, proposed.Why, word?.By, word?.Reason);
    }
}

/// <summary>The five dimensions as they stand.</summary>
public sealed record Dimensions(
    Standing<int> KindWeight, Standing<int> Severity, Standing<int> Scope, Standing<int> Difficulty, Standing<int> Urgency);

/// <summary>What the incident tells of the person behind it, as it stands.</summary>
public sealed record TraitsOfPerson(
    Standing<Cause> Cause, Standing<Behaviour> Behaviour, Standing<Purpose> Purpose, Standing<Seeks> Seeks);

/// <summary>An incident's classification.</summary>
public static class Classification
{
    /// <summary>The proposal with what people knew better over it. Each member is overruled by itself and leaves the others.</summary>
    public static (Dimensions Dimensions, TraitsOfPerson Person) Of(IncidentState incident, Policy policy)
    {
        var proposal = Classifier.Propose(
            incident.Facts!, incident.Fault, incident.Severity, incident.Assessment?.LossEstimate, incident.Parties.Length, policy);
        return (
            new Dimensions(
                Dimension(Classifying.Dimension.KindWeight), Dimension(Classifying.Dimension.Severity), Dimension(Classifying.Dimension.Scope),
                Dimension(Classifying.Dimension.Difficulty), Dimension(Classifying.Dimension.Urgency)),
            new TraitsOfPerson(
                Standing<Cause>.Of(proposal.Cause, incident, o => o.Cause),
                Standing<Behaviour>.Of(proposal.Behaviour, incident, o => o.Behaviour),
                Standing<Purpose>.Of(proposal.Purpose, incident, o => o.Purpose),
                Standing<Seeks>.Of(proposal.Seeks, incident, o => o.Seeks)));

        Standing<int> Dimension(Dimension of) => Standing<int>.Of(proposal.Of(of), incident, o => o.Of(of));
    }
}
