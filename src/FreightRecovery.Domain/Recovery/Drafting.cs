using System.Diagnostics;

namespace FreightRecovery.Domain.Recovery;

/// <summary>Puts a feasible part into terms: one sentence and its figures.</summary>
internal static class Drafting
{
    /// <summary>The terms of one kind of part: one, or one for each currency in which money is given.</summary>
    public static IEnumerable<Terms> Draw(OptionKind part, RecoveryContext facts, RecoveryPolicy policy) => part switch
    {
        OptionKind.WaiveSurcharge => facts.Surcharges.Each.Select(Waive),
        OptionKind.CreditNote => facts.Freight.Share(policy.CreditShareOfFreight.For(facts.Severity)).Each.Select(Credit),
        OptionKind.CorrectAndRefund => Refund.Amount(facts).Each.Select(amount => Correct(amount, facts)),
        OptionKind.RebookNext or OptionKind.UpgradeService or OptionKind.FreightDiscount or OptionKind.WaiveDemurrage
            or OptionKind.Compensation or OptionKind.Redeliver or OptionKind.RepackOrRepair or OptionKind.SurveyAndInsurance
            or OptionKind.InsuranceClaimHelp or OptionKind.CompletePapers or OptionKind.JointVisit or OptionKind.ManagerCall
            or OptionKind.PriorityHandling or OptionKind.ExplainAndReport => [Single(part, facts, policy)],
    };

    private static Terms Single(OptionKind part, RecoveryContext facts, RecoveryPolicy policy) => part switch
    {
        OptionKind.RebookNext => Rebook(facts),
        OptionKind.UpgradeService => new("We move the cargo on by a faster service at our cost."),
        OptionKind.FreightDiscount => Discount(policy.DiscountPercent.For(facts.Severity), facts.Freight),
        OptionKind.WaiveDemurrage => new("We waive the demurrage and storage that this matter causes."),
        OptionKind.Compensation => Compensate(facts, policy),
        OptionKind.Redeliver => new(Lost(facts) ? "We carry the replacement of the cargo at our cost." : "We deliver the cargo again at our cost."),
        OptionKind.RepackOrRepair => new("We have the cargo repacked or repaired at our cost."),
        OptionKind.SurveyAndInsurance =>
            new($"We have the cargo {(Lost(facts) ? "traced" : "surveyed")} and check with you how it is insured."),
        OptionKind.InsuranceClaimHelp => new("We prepare your claim on the insurer with you."),
        OptionKind.CompletePapers => new("We complete or re-issue the papers for you at our cost."),
        OptionKind.JointVisit => new("Our manager visits you together with the carrier's manager to apologise."),
        OptionKind.ManagerCall => new("Our manager calls you in person."),
        OptionKind.PriorityHandling => new("Your next bookings are handled with priority."),
        OptionKind.ExplainAndReport => Report(policy.NextReportDays.For(facts.Severity)),
        OptionKind.WaiveSurcharge or OptionKind.CreditNote or OptionKind.CorrectAndRefund => throw new UnreachableException(),
    };

    /// <summary>
    /// The terms of the whole option: its sentences, its percentage, the sum of its amounts (none when they are of several
    /// currencies; the parts tell), its first date.
    /// </summary>
    public static Terms Whole(IReadOnlyCollection<OptionPart> parts) =>
        new(string.Join(' ', parts.Select(part => part.Terms.Text)))
        {
            Percent = parts.Select(part => part.Terms.Percent).FirstOrDefault(percent => percent is not null),
            Amount = Amounts.Of(parts.Select(part => part.Terms.Amount).OfType<Money>()).Each.ToArray() is [var only] ? only : null,
            Days = parts.Select(part => part.Terms.Days).FirstOrDefault(days => days is not null),
        };

    private static bool Lost(RecoveryContext facts) => facts.IncidentKind == IncidentKind.CargoLost;

    private static Terms Rebook(RecoveryContext facts)
    {
        var days = facts.NextDepartureDays!.Value;
        return new($"We rebook the cargo on the next {Words.Departure(facts.Shipment.Mode)}, {Words.InDays(days)}.") { Days = days };
    }

    private static Terms Waive(Money amount) => new($"We waive the surcharges of {Words.Of(amount)}.") { Amount = amount };

    private static Terms Discount(decimal percent, Amounts freight) =>
        new(freight.IsZero
            ? $"{Words.Of(percent)} % off the freight of this shipment."
            : $"{Words.Of(percent)} % off the freight of this shipment, which is {freight.Share(percent / 100m)}.")
        { Percent = percent };

    private static Terms Credit(Money amount) => new($"A credit note of {Words.Of(amount)} on the freight.") { Amount = amount };

    private static Terms Compensate(RecoveryContext facts, RecoveryPolicy policy)
    {
        var loss = facts.LossEstimate!.Value.Rounded();
        var amount = facts.LiabilityLimit is { } limit && !policy.CompensateBeyondLimit ? Money.Min(loss, limit.Rounded()) : loss;
        return new($"We compensate your loss with {Words.Of(amount)}.") { Amount = amount };
    }

    private static Terms Correct(Money amount, RecoveryContext facts)
    {
        var text = Refund.Excess(facts) is null
            ? $"We correct the invoice and refund {Words.Of(amount)}."
            : $"We correct the chargeable mass from {Words.Of(facts.Shipment.ChargeableMass!.Value.Kilograms)} kg"
                + $" to {Words.Of(facts.CorrectChargeableMass!.Value.Kilograms)} kg and refund {Words.Of(amount)}.";
        return new(text) { Amount = amount };
    }

    private static Terms Report(int days) =>
        new($"We explain what happened and what comes next, and report again {Words.InDays(days)}.") { Days = days };
}
