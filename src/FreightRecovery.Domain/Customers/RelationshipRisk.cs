using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// The probability of losing a customer within 90 days. Every reason is one more way to lose it, so what is left of the
/// chance to keep it is the product of what each leaves: more reasons never lower the risk, and it stays within 0 to 1.
/// </summary>
internal static class RelationshipRisk
{
    private const int Digits = 6;

    /// <summary>The risk without any failure of ours: a content customer's, and what the pause in its bookings says.</summary>
    public static double Base(Slide slide, Instant now) =>
        Rounded(Either(slide.Policy.LossAt(Stage.Content), Fading(slide, now)));

    /// <summary>The risk with everything that weighs on it.</summary>
    public static double Of(Slide slide, bool captive, Instant now)
    {
        var policy = slide.Policy;
        var risk = Either(Math.Max(policy.LossAt(slide.Stage), policy.LossAt(Stage.Content)), Fading(slide, now));
        foreach (var incident in slide.Incidents.Cases)
            risk = Either(risk, Weight(incident, slide.Incidents, policy, now));
        risk = Either(risk, policy.BrokenPromiseWeight, slide.BrokenPromisesOutsideIncidents);
        risk = Either(risk, policy.FruitlessWeight, slide.Declined + slide.ComplainedAgain);
        risk = Either(risk, policy.ThreatWeight, Math.Min(1, slide.Threats));
        risk = Either(risk, policy.CaptiveWeight, captive ? 1 : 0);
        return Rounded(risk);
    }

    /// <summary>True when an incident is not the customer's first failure: one of its kind is remembered, or one came close before.</summary>
    public static bool IsRepeated(IncidentCase incident, IncidentBook book, RelationshipPolicy policy) =>
        IsSimilarToEarlier(incident, book, policy) || book.CameCloseBefore(incident);

    private static double Fading(Slide slide, Instant now) => 1 - slide.Bookings.Left(now, slide.Policy.Model);

    private static double Weight(IncidentCase incident, IncidentBook book, RelationshipPolicy policy, Instant now)
    {
        var share = incident.Settlement switch
        {
            Settlement.Open => 1,
            Settlement.Satisfied => IsRepeated(incident, book, policy) ? policy.SettledShare * Remembered(incident, policy, now) : 0,
            Settlement.Neutral => policy.SettledShare * Remembered(incident, policy, now),
            Settlement.Closed => 0,
        };
        if (share <= 0)
            return 0;
        var weight = policy.WeightOf(incident.Severity)
            * (IsSimilarToEarlier(incident, book, policy) ? policy.SimilarFactor : 1)
            * (book.CameCloseBefore(incident) ? policy.CloseFactor : 1);
        return share * Either(Math.Min(1, weight), policy.BrokenPromiseWeight, incident.BrokenPromises);
    }

    private static double Remembered(IncidentCase incident, RelationshipPolicy policy, Instant now) =>
        Math.Max(0, 1 - (now - incident.SettledAt).TotalDays / policy.MemoryDays);

    private static bool IsSimilarToEarlier(IncidentCase incident, IncidentBook book, RelationshipPolicy policy)
    {
        if (incident.Kind is null)
            return false;
        var from = incident.ReportedAt - Duration.FromDays(policy.MemoryDays);
        for (var i = incident.Number - 1; i >= 0 && book.Cases[i].ReportedAt >= from; i--)
        {
            if (book.Cases[i].Kind == incident.Kind && book.Cases[i].Settlement != Settlement.Closed)
                return true;
        }
        return false;
    }

    /// <summary>The chance that at least one of them happens, the second one so many times over.</summary>
    private static double Either(double risk, double another, int times = 1) =>
        1 - (1 - Share(risk)) * Math.Pow(1 - Share(another), times);

    private static double Share(double weight) => Math.Clamp(weight, 0, 1);

    /// <summary>To the sixth digit, so that no two machines differ by the last bit of a logarithm.</summary>
    private static double Rounded(double risk) => Math.Round(risk, Digits, MidpointRounding.AwayFromZero);
}
