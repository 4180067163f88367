using FreightRecovery.Domain.Incidents;

namespace FreightRecovery.Domain.Classifying;

/// <summary>
/// Proposes the classification of an incident from its kind, amount, channel and words (DOMAIN 3.3), and says why. Equal inputs
/// give equal proposals, and a larger amount never lowers a dimension.
/// </summary>
public static class Classifier
{
    /// <summary>The proposal for an incident as it stands.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="fault">With whom the fault lies, as far as is known.</param>
    /// <param name="severity">How bad it is, as far as is known.</param>
    /// <param name="lossEstimate">The loss as assessed, when it was.</param>
    /// <param name="parties">How many parties it concerns.</param>
    /// <param name="policy">The policy in force.</param>
    public static Proposal Propose(
        IncidentFacts facts, Fault fault, Severity severity, Money? lossEstimate, int parties, Policy policy)
    {
        var (rules, kind) = (policy.Classification, policy.Kinds[facts.Kind]);
        var words = new Hearing(facts.Description, rules);
        return new Proposal(
            new Judged<int>(kind.Weight, [$"{Capital(Words.Of(facts.Kind))} weighs {kind.Weight}."]),
            OfSeverity(facts, severity, lossEstimate, rules),
            OfScope(facts, parties, rules),
            new Judged<int>(rules.OfFault[fault], [$"The fault lies with {FaultWord(fault)}: {rules.OfFault[fault]}."]),
            OfUrgency(facts, severity, words, rules),
            Tones.Cause(kind, facts.Kind, words),
            Tones.Behaviour(facts.Channel, words),
            Tones.Purpose(facts, words),
            Tones.Seeks(facts, words));
    }

    private static Judged<int> OfSeverity(IncidentFacts facts, Severity severity, Money? lossEstimate, ClassificationPolicy rules)
    {
        var value = rules.OfSeverity[severity];
        var why = new List<string> { $"It is {severity.ToString().ToLowerInvariant()}: {value}." };
        Weigh(facts.Extent?.Amount, "The amount at stake");
        Weigh(lossEstimate, "The loss estimate");
        return new Judged<int>(value, why);

        void Weigh(Money? amount, string what)
        {
            if (amount is not { } money)
                return;
            if (!rules.AmountSteps.TryGetValue(money.Currency.Code, out var steps))
            {
                why.Add($"{what}, {money}, has no say: the policy has no steps for {money.Currency}.");
                return;
            }

            var step = Step(steps, money.Amount);
            why.Add(step > value ? $"{what}, {money}: {step}." : $"{what}, {money}: {step}, which is not more.");
            value = Math.Max(value, step);
        }
    }

    private static Judged<int> OfScope(IncidentFacts facts, int parties, ClassificationPolicy rules)
    {
        var value = 1;
        var why = new List<string> { "One shipment: 1." };
        if (facts.Extent?.Packages is { } packages)
            Weigh(Step(rules.PackageSteps, packages), $"{packages} packages");
        // With a wrong chargeable mass, the mass says what is right, not how much is affected.
        if (facts.Extent?.Mass is { } mass && facts.Kind != IncidentKind.ChargeableMassWrong)
            Weigh(Step(rules.MassSteps, mass.Kilograms), $"{mass}");
        if (parties > 0)
            Weigh(Step(rules.PartySteps, parties), $"{parties} {(parties == 1 ? "party" : "parties")}");
        return new Judged<int>(value, why);

        void Weigh(int step, string what)
        {
            why.Add($"{what}: {step}.");
            value = Math.Max(value, step);
        }
    }

    private static Judged<int> OfUrgency(IncidentFacts facts, Severity severity, Hearing words, ClassificationPolicy rules)
    {
        var value = rules.OfChannel[facts.Channel];
        var why = new List<string> { $"It came by {Names(facts.Channel)}: {value}." };
        if (severity == Severity.Critical)
            Add("It is critical: one more.");
        if (words.Line(Tone.Urgent) is { } said)
            Add($"{said} One more.");
        return new Judged<int>(Math.Min(value, 5), why);

        void Add(string line)
        {
            why.Add(line);
            value++;
        }
    }

    // How many steps a number has reached, from 1 on.
    private static int Step<T>(IReadOnlyList<T> steps, T value)
        where T : IComparable<T> => 1 + steps.Count(step => value.CompareTo(step) >= 0);

    private static string FaultWord(Fault fault) => fault == Fault.Customer ? "the customer itself" : fault switch
    {
        Fault.Operations => "our operations",
        Fault.Sales => "our sales",
        Fault.Carrier => "the carrier",
        Fault.Agent => "the agent",
        _ => "nobody",
    };

    private static string Names(Channel channel) => channel switch
    {
        Channel.Phone => "phone",
        Channel.Email => "e-mail",
        Channel.Form => "form",
        Channel.Portal => "portal",
        Channel.FaceToFace => "word of mouth, face to face",
        Channel.SocialMedia => "social media",
        Channel.Feed => "feed",
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
