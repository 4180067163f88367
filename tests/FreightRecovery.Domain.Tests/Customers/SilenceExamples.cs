using FreightRecovery.Domain.Customers;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>Whose open incidents go straight to the top.</summary>
public class SilenceExamples
{
    [Fact]
    public void When_a_large_customer_falls_silent_its_open_incidents_rise_and_its_settled_ones_do_not() => Assert.Equal(
        [Incident(1), Incident(3)],
        Concerned(new CustomerEvent.StageMoved(Stage.Complaint, Stage.Silence, Start, "No word."), Silent(90_000m,
            (1, SignalKind.IncidentReported), (2, SignalKind.IncidentReported), (2, SignalKind.IncidentResolved),
            (3, SignalKind.IncidentReported), (3, SignalKind.IncidentClosed), (3, SignalKind.IncidentReopened), (1, SignalKind.PromiseBroken))));

    [Fact]
    public void What_is_reported_for_a_large_customer_that_is_silent_rises_alone() => Assert.Equal(
        [Incident(2)],
        Concerned(Observed(2), Silent(80_000m, (1, SignalKind.IncidentReported), (2, SignalKind.IncidentReported))));

    [Fact]
    public void A_smaller_customer_takes_the_usual_way() =>
        Assert.Empty(Concerned(Observed(1), Silent(79_999m, (1, SignalKind.IncidentReported))));

    [Fact]
    public void A_customer_that_still_speaks_takes_the_usual_way() => Assert.Empty(
        Concerned(Observed(1), Silent(90_000m, (1, SignalKind.IncidentReported)) with { Stage = Stage.Complaint }));

    private static IEnumerable<IncidentId> Concerned(CustomerEvent e, CustomerState after) =>
        Silence.Concerns(e, after, Policy.Default).Select(c => c.Incident);

    private static CustomerEvent Observed(int incident) => new CustomerEvent.SignalObserved(
        new Signal(Id("reported", incident), SignalKind.IncidentReported, Start) { Incident = Incident(incident) }, Start);

    private static CustomerState Silent(decimal margin, params (int Incident, SignalKind Kind)[] signals) => new()
    {
        Facts = CustomerFacts() with { ExpectedAnnualMargin = Dollars(margin) },
        Stage = Stage.Silence,
        Signals =
        [
            .. signals.Select((s, i) => new Signal(Id("signal", i), s.Kind, Start + Duration.FromDays(i)) { Incident = Incident(s.Incident) }),
        ],
    };
}
