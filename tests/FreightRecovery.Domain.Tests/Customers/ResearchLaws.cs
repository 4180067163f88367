using FreightRecovery.Domain.Customers;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>What research supports, as laws of the risk: it claims no more, whatever the customer's rhythm and the failure.</summary>
public class ResearchLaws
{
    private sealed record Failure(double Day, Severity Severity, IncidentKind Kind);

    private static readonly Gen<double[]> Bookings =
        from gap in Gen.Choose(5, 25)
        from count in Gen.Choose(2, 12)
        select Enumerable.Range(0, count).Select(i => (double)(i * gap)).ToArray();

    private static readonly Gen<Severity> Severities = Gen.Elements(Enum.GetValues<Severity>());
    private static readonly Gen<IncidentKind> Kinds = Gen.Elements(Enum.GetValues<IncidentKind>());

    [Fact]
    public void A_good_recovery_brings_the_risk_back_to_its_base_and_never_below() => Prop.ForAll(
        (from days in Bookings
         from severity in Severities
         from kind in Kinds
         from broken in Gen.Choose(0, 3)
         from complaints in Gen.Choose(0, 2)
         from mark in Gen.Choose(4, 5)
         select (days, severity, kind, broken, complaints, mark)).ToArbitrary(),
        run =>
        {
            var at = run.days[^1] + 1;
            var story = new Story().Books(run.days).On(at, SignalKind.Complaint).Reports(at, 1, run.severity, run.kind);
            for (var i = 0; i < run.broken; i++)
                story.On(at, SignalKind.PromiseBroken, 1);
            for (var i = 0; i < run.complaints; i++)
                story.On(at, SignalKind.Complaint);
            var failed = story.After(at).Risk;
            var (recovered, never) = (story.Resolves(at + 1, 1, run.mark).After(at + 2), new Story().Books(run.days).After(at + 2));
            return failed > recovered.Risk && recovered.Risk == recovered.BaseRisk && recovered.Risk == never.Risk;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_similar_failure_weighs_more_than_another_one() => Prop.ForAll(
        (from days in Bookings from first in Severities from second in Severities from kind in Kinds from other in Kinds
         where other != kind
         from apart in Gen.Choose(1, 200)
         select (days, first, second, kind, other, apart)).ToArbitrary(),
        run =>
        {
            var at = run.days[^1] + 1;
            double Risk(IncidentKind second) => Twice(run.days, new(at, run.first, run.kind), new(at + run.apart, run.second, second), at + run.apart);
            return Risk(run.kind) > Risk(run.other);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_failure_close_to_another_weighs_more_than_a_distant_one() => Prop.ForAll(
        (from gap in Gen.Choose(5, 25) from first in Severities from second in Severities from kind in Kinds from other in Kinds
         from close in Gen.Choose(1, 90)
         from distant in Gen.Choose(91, 300)
         select (gap, first, second, kind, other, close, distant)).ToArbitrary(),
        run =>
        {
            // The second failure and the day are the same, and the customer books all the time; only how long ago the first
            // failure was differs.
            const double Day = 360;
            double Risk(double apart) => Twice(
                [.. Enumerable.Range(0, 1 + (int)Day / run.gap).Select(i => (double)i * run.gap)],
                new(Day - apart, run.first, run.kind), new(Day, run.second, run.other), Day);
            return Risk(run.close) > Risk(run.distant);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_broken_promise_weighs_more_than_any_one_incident() => Prop.ForAll(
        (from days in Bookings from severity in Severities from kind in Kinds from silence in Gen.Choose(0, 10)
         select (days, severity, kind, silence)).ToArbitrary(),
        run =>
        {
            var at = run.days[^1] + 1;
            Story Complaining() => new Story().Books(run.days).On(at, SignalKind.Complaint);
            return Complaining().On(at, SignalKind.PromiseBroken).After(at + run.silence).Risk
                > Complaining().Reports(at, 1, run.severity, run.kind).After(at + run.silence).Risk;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_severer_failure_never_weighs_less() => Prop.ForAll(
        (from days in Bookings from a in Severities from b in Severities from kind in Kinds select (days, a, b, kind)).ToArbitrary(),
        run =>
        {
            var at = run.days[^1] + 1;
            double Risk(Severity severity) => new Story().Books(run.days).Reports(at, 1, severity, run.kind).After(at + 1).Risk;
            return run.a < run.b ? Risk(run.a) < Risk(run.b) : Risk(run.a) >= Risk(run.b);
        }).QuickCheckThrowOnFailure();

    // Both stand open, behind a complaint, so that the stage is the same whatever the failures are.
    private static double Twice(double[] bookings, Failure first, Failure second, double now) => new Story().Books(bookings)
        .On(first.Day, SignalKind.Complaint)
        .Reports(first.Day, 1, first.Severity, first.Kind)
        .Reports(second.Day, 2, second.Severity, second.Kind)
        .On(second.Day, SignalKind.Complaint).Books(second.Day)
        .After(now).Risk;
}
