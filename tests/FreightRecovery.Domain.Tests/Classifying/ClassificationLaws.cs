using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Domain.Tests.Classifying;

/// <summary>Laws of the classification that proposes itself, over generated reports.</summary>
public class ClassificationLaws
{
    private static readonly Arbitrary<(IncidentFacts Facts, Fault Fault, Severity Severity, Money? Loss, int Parties)> Reports =
        (from kind in Gen.Elements(Enum.GetValues<IncidentKind>())
         from channel in Gen.Elements(Enum.GetValues<Channel>())
         from wish in Gen.Elements<Wish?>([null, .. Enum.GetValues<Wish>().Cast<Wish?>()])
         from words in Gen.Elements(
             "Left behind.", "URGENT! We demand compensation at once, or our lawyers will sue.", "你们骗了我们，必须赔偿，马上！",
             "你們的錯，立刻解決", "Срочно! Требуем возмещения, это безобразие.", "")
         from packages in Gen.Choose(0, 3000)
         from mass in Gen.Choose(0, 200_000)
         from amount in Gen.Choose(0, 200_000)
         from known in Gen.Choose(0, 7)
         from currency in Gen.Elements("USD", "EUR", "JPY", "XAF")
         from fault in Gen.Elements(Enum.GetValues<Fault>())
         from severity in Gen.Elements(Enum.GetValues<Severity>())
         from loss in Gen.Choose(-50_000, 200_000)
         from parties in Gen.Choose(0, 8)
         select (
             Generators.IncidentFacts(kind) with
             {
                 Channel = channel, Wish = wish, Description = words,
                 Extent = new Extent(
                     (known & 1) > 0 ? packages : null, (known & 2) > 0 ? new Mass(mass) : null,
                     (known & 4) > 0 ? new Money(amount, new Currency(currency)) : null),
             },
             fault, severity, loss < 0 ? (Money?)null : new Money(loss, new Currency(currency)), parties)).ToArbitrary();

    [Fact]
    public void Every_dimension_lies_between_1_and_5_and_says_why() => Prop.ForAll(Reports, report =>
    {
        var proposal = Propose(report);
        return Enum.GetValues<Dimension>().All(d => proposal.Of(d) is { Value: >= 1 and <= 5, Why.Count: > 0 })
            && proposal.Cause.Why.Count > 0 && proposal.Behaviour.Why.Count > 0 && proposal.Purpose.Why.Count > 0 && proposal.Seeks.Why.Count > 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_reports_are_classified_equally_to_the_word() => Prop.ForAll(Reports, report =>
        Text(Propose(report)) == Text(Propose(report))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_larger_amount_lowers_neither_severity_nor_scope() => Prop.ForAll(
        Reports, Gen.Choose(0, 300_000).ToArbitrary(), (report, more) =>
        {
            var extent = report.Facts.Extent!;
            var larger = report with
            {
                Facts = report.Facts with { Extent = extent with { Amount = extent.Amount is { } a ? a with { Amount = a.Amount + more } : null } },
                Loss = report.Loss is { } loss ? loss with { Amount = loss.Amount + more } : null,
            };
            var (before, after) = (Propose(report), Propose(larger));
            return after.Severity.Value >= before.Severity.Value && after.Scope.Value >= before.Scope.Value;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Overruling_one_dimension_leaves_the_others() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<Dimension>()).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (dimension, value) =>
        {
            var life = Incidents.Life.Reported();
            var before = All(life.Incident);
            life.Do(new IncidentCommand.OverruleClassification(
                new Overrule(At(Dimension.KindWeight), At(Dimension.Severity), At(Dimension.Scope), At(Dimension.Difficulty), At(Dimension.Urgency),
                    null, null, null, null), "I know them."));
            var after = All(life.Incident);
            return after.All(d => d.Key == dimension
                ? d.Value is { OverruledBy: "li", Reason: "I know them." } && d.Value.Value == value && d.Value.Proposed == before[d.Key].Value
                : d.Value.Value == before[d.Key].Value && d.Value.OverruledBy is null);

            int? At(Dimension d) => d == dimension ? value : null;
        }).QuickCheckThrowOnFailure();

    private static Dictionary<Dimension, Standing<int>> All(IncidentState incident)
    {
        var d = Classification.Of(incident, Policy.Default).Dimensions;
        return new()
        {
            [Dimension.KindWeight] = d.KindWeight, [Dimension.Severity] = d.Severity, [Dimension.Scope] = d.Scope,
            [Dimension.Difficulty] = d.Difficulty, [Dimension.Urgency] = d.Urgency,
        };
    }

    private static Proposal Propose((IncidentFacts Facts, Fault Fault, Severity Severity, Money? Loss, int Parties) r) =>
        Classifier.Propose(r.Facts, r.Fault, r.Severity, r.Loss, r.Parties, Policy.Default);

    private static string Text(Proposal p) => System.Text.Json.JsonSerializer.Serialize(p);
}
