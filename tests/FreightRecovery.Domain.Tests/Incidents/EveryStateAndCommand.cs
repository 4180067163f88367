using FreightRecovery.Domain.Incidents;
using FreightRecovery.Testing;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>What each state allows, as one table; everything else is refused with advice and changes nothing.</summary>
public class EveryStateAndCommand
{
    private static readonly Type[] Always =
    [
        typeof(Report), typeof(DeadlinePassed), typeof(KeepPromise), typeof(RenewPromise), typeof(CustomerFellSilent),
        // The law's time runs on whatever becomes of the incident.
        typeof(OpenClaim), typeof(DescribeClaim), typeof(ReviewClaims), typeof(GiveNotice), typeof(DisallowClaim), typeof(ExtendTime), typeof(FileSuit),
        typeof(SetReserve), typeof(ReceiveRecovery), typeof(SettleClaim), typeof(AddEvidence), typeof(ErasePersons),
        // So does what its source knows of it.
        typeof(Amend),
    ];
    private static readonly Type[] Open =
    [
        .. Always, typeof(Promise), typeof(Withdraw), typeof(Escalate),
        typeof(GiveFacts), typeof(OverruleClassification), typeof(RecordSummary), typeof(RecordParties), typeof(Assign),
    ];

    private static readonly Dictionary<IncidentStatus, Type[]> Allowed = new()
    {
        [IncidentStatus.Reported] = [.. Open, typeof(Acknowledge)],
        [IncidentStatus.Acknowledged] = [.. Open, typeof(Assess), typeof(AskCustomer)],
        [IncidentStatus.Assessed] = [.. Open, typeof(Assess), typeof(DecideOption), typeof(MakeOffer), typeof(AskCustomer)],
        [IncidentStatus.Offered] = [.. Open, typeof(AnswerOffer)],
        [IncidentStatus.Confirmed] = [.. Open, typeof(CompleteStep), typeof(AskCustomer)],
        [IncidentStatus.CarriedOut] = [.. Open, typeof(CompleteStep), typeof(FollowUp), typeof(Resolve), typeof(AskCustomer)],
        [IncidentStatus.Resolved] = [.. Always, typeof(FollowUp), typeof(Reopen)],
        [IncidentStatus.Unfounded] = [.. Always, typeof(Reopen)],
        [IncidentStatus.Withdrawn] = [.. Always, typeof(Reopen), typeof(Withdraw)],
        [IncidentStatus.Reopened] = [.. Open, typeof(Acknowledge), typeof(Assess), typeof(DecideOption), typeof(MakeOffer), typeof(AskCustomer)],
    };

    public static TheoryData<IncidentStatus, string> All()
    {
        var all = new TheoryData<IncidentStatus, string>();
        foreach (var status in Enum.GetValues<IncidentStatus>())
            foreach (var command in CasesOf(typeof(IncidentCommand)))
                all.Add(status, command.Name);
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_state_takes_what_the_table_says_and_refuses_the_rest_with_advice(IncidentStatus status, string name)
    {
        var type = CasesOf(typeof(IncidentCommand)).Single(t => t.Name == name);
        var life = Life.At(status).Do(ClaimGenerators.Open(1, Start));
        Assert.Equal(status, life.Incident.Status);
        var before = life.Incident;

        var refusal = life.Try(Fitting(type, life), Authority.Executive);

        if (Allowed[status].Contains(type))
        {
            Assert.Null(refusal);
            return;
        }

        Assert.Same(before, life.Incident);
        if (type == typeof(AnswerOffer) && before.Offers.IsEmpty)
            Assert.IsType<Refusal.NotFound>(refusal);
        else
            // First what is the matter, then what would do.
            Assert.Matches(@"^[A-Z][^.:;]+[.:;] .+\.$", Assert.IsType<Refusal.NotAllowedInState>(refusal).Detail);
    }

    [Fact]
    public void An_incident_that_was_never_reported_takes_nothing_but_its_report_and_the_clock()
    {
        foreach (var type in CasesOf(typeof(IncidentCommand)).Except([typeof(Report), typeof(DeadlinePassed)]))
            Assert.IsType<Refusal.NotFound>(new Life().Try(Fitting(type, new Life()), Authority.Executive));
    }

    // A command that would do in the right state: whatever it names exists if it can.
    private static IncidentCommand Fitting(Type type, Life life) => type.Name switch
    {
        nameof(FollowUp) => new FollowUp(5, null, life.Incident.Version + 1),
        nameof(Reopen) => new Reopen("It came back.", life.Incident.Version + 1),
        nameof(Promise) => new Promise("The next report", life.Now + NodaTime.Duration.FromHours(1)),
        nameof(RenewPromise) => new RenewPromise(
            life.Incident.Promises.IsEmpty ? Id("none") : life.Incident.Promises[0].Id, life.Now + NodaTime.Duration.FromDays(60), life.Now),
        _ => CommandFor(type, life.Incident, life.Now, 10),
    };
}
