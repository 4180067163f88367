namespace FreightRecovery.Domain.Classifying;

#pragma warning disable CS1591 // the names are the trade's own words; DOMAIN 3.3

/// <summary>The five dimensions, each 1 to 5.</summary>
public enum Dimension { KindWeight, Severity, Scope, Difficulty, Urgency }

/// <summary>How the person behaves, rising.</summary>
public enum Behaviour { QuietGrumbling, PubliclyNegative, Angry, Extreme }

/// <summary>What the words are meant to do.</summary>
public enum Purpose { Suggestion, Criticism, Accusation, Demand }

/// <summary>What the person seeks.</summary>
public enum Seeks { Vent, Respect, Remedy, Recognition, ToBeSeen, Revenge }

/// <summary>What certain words give away; the word lists of the policy go by these.</summary>
public enum Tone
{
    Angry, Extreme, Public, Suggestion, Criticism, Accusation, Demand, Vent, Respect, Remedy, Recognition, Revenge, Urgent,
    Quality, Service, Price, Honesty, Accident,
}
#pragma warning restore CS1591

/// <summary>What was judged, and from what, line by line.</summary>
/// <param name="Value">The judgement.</param>
/// <param name="Why">What it rests on.</param>
public sealed record Judged<T>(T Value, IReadOnlyList<string> Why);

/// <summary>A classification as it proposes itself.</summary>
public sealed record Proposal(
    Judged<int> KindWeight, Judged<int> Severity, Judged<int> Scope, Judged<int> Difficulty, Judged<int> Urgency,
    Judged<Cause> Cause, Judged<Behaviour> Behaviour, Judged<Purpose> Purpose, Judged<Seeks> Seeks)
{
    /// <summary>The value of a dimension, with what it rests on.</summary>
    public Judged<int> Of(Dimension dimension) => dimension switch
    {
        Dimension.KindWeight => KindWeight,
        Dimension.Severity => Severity,
        Dimension.Scope => Scope,
        Dimension.Difficulty => Difficulty,
        Dimension.Urgency => Urgency,
    };
}

/// <summary>What a person knows better than the proposal; null members leave it as it is.</summary>
/// <param name="KindWeight">1 to 5.</param>
/// <param name="Severity">1 to 5.</param>
/// <param name="Scope">1 to 5.</param>
/// <param name="Difficulty">1 to 5.</param>
/// <param name="Urgency">1 to 5.</param>
/// <param name="Cause">The cause as the customer feels it.</param>
/// <param name="Behaviour">How the person behaves.</param>
/// <param name="Purpose">What the words are meant to do.</param>
/// <param name="Seeks">What the person seeks.</param>
public sealed record Overrule(
    int? KindWeight, int? Severity, int? Scope, int? Difficulty, int? Urgency, Cause? Cause, Behaviour? Behaviour, Purpose? Purpose,
    Seeks? Seeks)
{
    /// <summary>The value given to a dimension, or null.</summary>
    public int? Of(Dimension dimension) => dimension switch
    {
        Dimension.KindWeight => KindWeight,
        Dimension.Severity => Severity,
        Dimension.Scope => Scope,
        Dimension.Difficulty => Difficulty,
        Dimension.Urgency => Urgency,
    };
}
