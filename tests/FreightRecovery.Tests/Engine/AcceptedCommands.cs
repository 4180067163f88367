using FreightRecovery.Domain;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Testing;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>A command that is accepted, with what leads up to it and what comes after it that could make a retry bite.</summary>
internal sealed record Accepted(StreamId Stream, Func<object, object>[] Before, Func<object, object> Command, Func<object, object>[] Between)
{
    public Duration Later { get; init; }

    public bool FromClock { get; init; }
}

/// <summary>At least one accepted case of every command there is.</summary>
internal static class AcceptedCommands
{
    public static readonly Type[] Types =
        [.. CasesOf(typeof(LedgerCommand)), .. CasesOf(typeof(IncidentCommand)), .. CasesOf(typeof(CustomerCommand)),
        .. CasesOf(typeof(DisruptionCommand))];

    public static IReadOnlyList<Accepted> Of(Type type) => All.TryGetValue(type, out var cases)
        ? cases
        : throw new InvalidOperationException($"Add an accepted case of {type.Name} here: a retry of it must add nothing.");

    private static readonly LedgerCommand Put = new RecordShipment(ShipmentFacts());
    private static readonly Func<object, object>[] Held = Say(Put, Issue(100m), Hold(1));
    private static readonly LedgerCommand Narrowed = new NarrowHold(Invoice(1), Testing.Generators.Incident(1), Dollars(30m), "Mei", "mail 8");
    private static readonly Func<object, object>[] Reported = Say(new Report(IncidentFacts()));
    private static readonly Func<object, object>[] Told = [.. Reported, _ => new Acknowledge(Channel.Phone, "Told.", null)];
    private static readonly Func<object, object>[] Assessed = [.. Told, _ => new Assess(Assessment())];
    private static readonly Func<object, object>[] Offered = [.. Assessed, _ => new MakeOffer(Option())];
    private static readonly Func<object, object>[] Confirmed = [.. Offered, Answer(true)];
    private static readonly Func<object, object>[] CarriedOut = [.. Confirmed, CompleteFirst];
    private static readonly Func<object, object>[] Resolved = [.. CarriedOut, _ => new Resolve("Overbooked.", "Book earlier.")];
    private static readonly Func<object, object>[] Promised =
        [.. Told, _ => new IncidentCommand.Promise("A call", Start + Duration.FromHours(5))];

    private static readonly Func<object, object>[] Claimed = [.. Told, _ => ClaimGenerators.Open(1, Start)];
    private static readonly GivenFacts Found = new(2, new Mass(470m), Dollars(90m), "CNTAO", "B/L");
    private static readonly Overrule Changed = new(null, 4, null, null, null, Cause.Honesty, null, null, null);
    private static readonly Party Shipper = new(PartyRole.Shipper, "Qingdao Toys", null, "Mei", true);
    private static readonly LocalDate Today = ClaimGenerators.Day(Start);
    private static readonly DisruptionCommand Collision = new DisruptionCommand.Declare(new DisruptionFacts
    {
        Kind = IncidentKind.ForceMajeure, ForceMajeureCause = ForceMajeureCause.Accident, Description = "A collision.", OccurredAt = Start,
        Match = new DisruptionMatch("EVER ABLE"),
    });

    private static readonly Dictionary<Type, Accepted[]> All = new()
    {
        [typeof(RecordShipment)] = [Ledger([], Put, Say(new RecordShipment(ShipmentFacts(packages: 9))))],
        [typeof(TellPlan)] =
        [
            Ledger(Say(Put), new TellPlan(PlanPoint.Arrival, Start, new SourceMessage("iftsta", "e1"), Start),
                Say(new TellPlan(PlanPoint.Departure, Start + Duration.FromDays(9), new SourceMessage("iftsta", "e2"), Start))),
        ],
        [typeof(IssueInvoice)] = [Ledger(Say(Put), Issue(100m), Say(Issue(200m))), Ledger(Say(Put, Issue(100m)), Issue(200m), Say(Issue(100m)))],
        [typeof(PlaceHold)] =
        [
            Ledger(Say(Put, Issue(100m)), Hold(1), Say(Release(1, 5))),
            Ledger(Say(Put, Issue(100m), Hold(1), Release(1, 5)), Hold(1, heldAsOf: 6), Say(Release(1, 9), Hold(1, heldAsOf: 10))),
        ],
        [typeof(ReleaseHold)] =
        [
            Ledger(Held, Release(1, 5, new Adjustment(20m, null, "20 % off")), Say(Hold(1, heldAsOf: 6))),
            Ledger(Say(Put, Issue(100m), new Collect(Invoice(1)), Hold(1)), Release(1, 5, new Adjustment(20m, null, "20 % off")), Say(Hold(2))),
        ],
        [typeof(Collect)] =
        [
            Ledger(Say(Put, Issue(100m)), new Collect(Invoice(1)), Say(Hold(1))),
            Ledger([.. Held, _ => Narrowed], new Collect(Invoice(1)), Say(Release(1, 5))),
        ],
        [typeof(Override)] =
        [
            Ledger(Held, new Override(Invoice(1), "It is paid."), Say(Hold(2))),
            Ledger(Held, new Override(Invoice(1), "It is paid."), Say(Issue(300m))),
            Ledger([.. Held, _ => new Override(Invoice(1), "It is paid.")], new Override(Invoice(1), "Agreed."), Say(Hold(2))),
        ],
        [typeof(WriteOff)] =
        [
            Ledger(Held, new WriteOff(Invoice(1), "Bankrupt."), Say(Release(1, 5))),
            Ledger(Say(Put, Issue(900m)), new WriteOff(Invoice(1), "Bankrupt."), Say(Issue(800m))),
        ],
        [typeof(NarrowHold)] = [Ledger(Held, Narrowed, Say(new Collect(Invoice(1)), Release(1, 5)))],
        [typeof(Reissue)] = [Ledger(Held, new Reissue(Invoice(1), Dollars(90m), Testing.Generators.Incident(1), null, "Weighed again."), Say(Release(1, 5)))],
        [typeof(ConfirmCredit)] =
        [
            Ledger(
                Say(Put, Issue(100m), new Collect(Invoice(1)), Hold(1), Release(1, 5, new Adjustment(20m, null, "20 % off"))),
                new ConfirmCredit(Invoice(1)), Say(Hold(2), Release(2, 5, new Adjustment(5m, null, "5 % off")))),
        ],
        [typeof(ReviewHolds)] =
            [Ledger(Held, new ReviewHolds(), Say(Release(1, 5), Hold(1, heldAsOf: 6))) with { Later = Duration.FromDays(8), FromClock = true }],

        [typeof(Report)] = [Incident([], _ => new Report(IncidentFacts()), _ => new Withdraw("A mistake."))],
        [typeof(Acknowledge)] =
        [
            Incident(Reported, _ => new Acknowledge(Channel.Phone, "Told.", Start + Duration.FromHours(9)), _ => new Assess(Assessment())),
            Incident(Reported, _ => new Acknowledge(Channel.Phone, "Told.", null), _ => new Withdraw("A mistake."), Reopen),
        ],
        [typeof(Assess)] = [Incident(Told, _ => new Assess(Assessment()), _ => new Assess(Assessment(Finding.Communication)))],
        [typeof(IncidentCommand.Promise)] =
            [Incident(Told, _ => new IncidentCommand.Promise("A call", Start + Duration.FromHours(9)), s => Keep(s))],
        [typeof(KeepPromise)] = [Incident(Promised, Keep, _ => new Withdraw("A mistake."))],
        [typeof(RenewPromise)] =
        [
            Incident(Promised, s => new RenewPromise(ThePromise(s), Start + Duration.FromHours(9), Start),
                s => new RenewPromise(ThePromise(s), Start + Duration.FromHours(12), Start)),
        ],
        [typeof(DecideOption)] =
        [
            Incident(Assessed, _ => new DecideOption(Option(), true, "Fine."), _ => new DecideOption(Option(), false, "Too dear.")),
        ],
        [typeof(MakeOffer)] = [Incident(Assessed, _ => new MakeOffer(Option()), Answer(false))],
        [typeof(AnswerOffer)] =
        [
            Incident(Offered, Answer(true), CompleteFirst),
            Incident(Offered, Answer(false), _ => new MakeOffer(Option(1))),
        ],
        [typeof(CompleteStep)] = [Incident(Confirmed, CompleteFirst, _ => new FollowUp(1, null, 0))],
        [typeof(FollowUp)] =
        [
            Incident(CarriedOut, _ => new FollowUp(5, null, 0), _ => new Resolve("Overbooked.", "Book earlier.")),
            Incident(Resolved, s => new FollowUp(1, null, Next(s)), _ => new Withdraw("Enough.")),
        ],
        [typeof(Resolve)] = [Incident(CarriedOut, _ => new Resolve("Overbooked.", "Book earlier."), Reopen)],
        [typeof(Withdraw)] = [Incident(Told, _ => new Withdraw("A mistake."), Reopen)],
        [typeof(Reopen)] = [Incident(Resolved, Reopen, _ => new Withdraw("Enough."))],
        [typeof(Escalate)] =
            [Incident(Told, _ => new Escalate("I want your boss."), _ => new Escalate("Higher still."), _ => new Withdraw("Enough."))],
        [typeof(CustomerFellSilent)] =
            [Incident(Told, _ => new CustomerFellSilent("Silent, and one of the largest."), _ => new Withdraw("Enough."))],
        [typeof(GiveFacts)] = [Incident(Told, _ => new GiveFacts(Found), _ => new GiveFacts(Found with { Packages = 3, Paper = "manifest" }))],
        [typeof(Assign)] = [Incident(Told, _ => new Assign("xin.he"), _ => new Assign("yan.shen"), _ => new Withdraw("Enough."))],
        [typeof(Amend)] = [Incident(Told, _ => Amendment(1), _ => Amendment(2), _ => new Withdraw("Enough."))],
        [typeof(OverruleClassification)] =
        [
            Incident(Told, _ => new OverruleClassification(Changed, "I know them."), _ => new OverruleClassification(Changed with { Severity = 1 }, "Not so.")),
        ],
        [typeof(RecordSummary)] =
            [Incident(Told, _ => new RecordSummary("Left behind.", "Mei", "mail 9"), _ => new RecordSummary("Left behind twice.", null, null))],
        [typeof(AddEvidence)] =
        [
            Incident(Told, _ => new AddEvidence("scale.pdf", "application/pdf", 7, new string('a', 64), null),
                _ => new AddEvidence("photo.jpg", "image/jpeg", 9, new string('b', 64), "The dent.")),
        ],
        [typeof(AskCustomer)] = [Incident(Told, _ => new AskCustomer("The weight slip"), _ => new HearCustomer(null))],
        [typeof(HearCustomer)] =
            [Incident([.. Told, _ => new AskCustomer("The weight slip")], _ => new HearCustomer("Sent."), _ => new AskCustomer("The packing list"))],
        [typeof(ErasePersons)] = [Incident(Told, _ => new ErasePersons(), _ => new RecordParties([Shipper]))],
        [typeof(RecordParties)] =
            [Incident(Told, _ => new RecordParties([Shipper]), _ => new RecordParties([]))],
        [typeof(OpenClaim)] = [Incident(Told, _ => ClaimGenerators.Open(1, Start), _ => new Withdraw("A mistake."))],
        [typeof(DescribeClaim)] =
        [
            Incident(Claimed, s => new DescribeClaim(TheClaim(s), ClaimGenerators.Particulars(5)),
                s => new DescribeClaim(TheClaim(s), ClaimGenerators.Particulars(2))),
        ],
        [typeof(ReviewClaims)] =
        [
            Incident(Claimed, _ => new ReviewClaims(ClaimGenerators.Cargo(1, Start) with { AsOf = 7 }),
                _ => new ReviewClaims(ClaimGenerators.Cargo(0, Start) with { AsOf = 8 })),
        ],
        [typeof(GiveNotice)] = [Incident(Claimed, s => new GiveNotice(TheClaim(s), Today, "mail 8"), Settle)],
        [typeof(DisallowClaim)] = [Incident(Claimed, s => new DisallowClaim(TheClaim(s), Today, "Inherent vice."), Settle)],
        [typeof(ExtendTime)] = [Incident(Claimed, s => new ExtendTime(TheClaim(s), Today.PlusYears(3), "Carrier", "mail 9"), Settle)],
        [typeof(FileSuit)] = [Incident(Claimed, s => new FileSuit(TheClaim(s), Today, "Qingdao Maritime Court"), Settle)],
        [typeof(SetReserve)] =
            [Incident(Claimed, s => new SetReserve(TheClaim(s), Dollars(5m), null), s => new SetReserve(TheClaim(s), Dollars(6m), null))],
        [typeof(ReceiveRecovery)] = [Incident(Claimed, s => new ReceiveRecovery(TheClaim(s), Dollars(5m), Today, "Carrier"), Settle)],
        [typeof(SettleClaim)] = [Incident(Claimed, Settle, _ => ClaimGenerators.Open(1, Start))],
        [typeof(DeadlinePassed)] =
        [
            Incident(Claimed, _ => new DeadlinePassed(null), Settle) with { Later = Duration.FromDays(400), FromClock = true },
            Incident(Promised, _ => new DeadlinePassed(null), _ => new IncidentCommand.Promise("Another call", Start + Duration.FromDays(3)))
                with { Later = Duration.FromHours(6), FromClock = true },
            Incident([], _ => new DeadlinePassed(Shipment)) with { FromClock = true },
            Incident(Resolved, _ => new DeadlinePassed(Shipment), Reopen) with { FromClock = true },
        ],

        [typeof(CustomerCommand.RecordCustomer)] =
        [
            OfCustomer([], new CustomerCommand.RecordCustomer(CustomerFacts()), new CustomerCommand.RecordCustomer(CustomerFacts("Busan Tiles"))),
        ],
        [typeof(CustomerCommand.Forget)] =
        [
            OfCustomer([new CustomerCommand.RecordCustomer(CustomerFacts())], new CustomerCommand.Forget([Testing.Generators.Incident(1)]),
                new CustomerCommand.RecordCustomer(CustomerFacts("Busan Tiles"))),
        ],
        [typeof(CustomerCommand.Observe)] =
        [
            OfCustomer([new CustomerCommand.RecordCustomer(CustomerFacts())], Voice(SignalKind.Complaint), Voice(SignalKind.Farewell)),
        ],
        [typeof(CustomerCommand.ObserveAll)] =
        [
            OfCustomer([new CustomerCommand.RecordCustomer(CustomerFacts())], Bookings(1, 2, 3), Bookings(2, 4), Voice(SignalKind.Farewell)),
        ],
        [typeof(CustomerCommand.Review)] =
        [
            OfCustomer([Voice(SignalKind.Complaint)], new CustomerCommand.Review(), Voice(SignalKind.Farewell))
                with { Later = Duration.FromDays(400), FromClock = true },
        ],

        [typeof(DisruptionCommand.Declare)] = [OfDisruption([], Collision, new DisruptionCommand.TellHeld(3))],
        [typeof(DisruptionCommand.TellHeld)] = [OfDisruption([Collision], new DisruptionCommand.TellHeld(3), new DisruptionCommand.TellHeld(4))],
        [typeof(DisruptionCommand.TellReported)] =
            [OfDisruption([Collision], new DisruptionCommand.TellReported(3), new DisruptionCommand.TellReported(4))],
        [typeof(DisruptionCommand.End)] = [OfDisruption([Collision], new DisruptionCommand.End("It sails."), new DisruptionCommand.TellHeld(4))],
        [typeof(DisruptionCommand.WatchPassed)] =
        [
            OfDisruption([Collision], new DisruptionCommand.WatchPassed(), new DisruptionCommand.TellHeld(4))
                with { Later = Duration.FromDays(400), FromClock = true },
        ],
    };

    private static Accepted OfDisruption(DisruptionCommand[] before, DisruptionCommand command, params DisruptionCommand[] between) =>
        new(StreamId.Of(new DisruptionId(Id("collision"))), Say(before), _ => command, Say(between));

    private static Accepted Ledger(Func<object, object>[] before, LedgerCommand command, Func<object, object>[] between) =>
        new(StreamId.Of(Shipment), before, _ => command, between);

    private static Accepted Incident(Func<object, object>[] before, Func<object, object> command, params Func<object, object>[] between) =>
        new(StreamId.Of(Testing.Generators.Incident(1)), before, command, between);

    private static Accepted OfCustomer(CustomerCommand[] before, CustomerCommand command, params CustomerCommand[] between) =>
        new(StreamId.Of(TheCustomer), Say(before), _ => command, Say(between));

    private static Func<object, object>[] Say(params object[] commands) => [.. commands.Select(c => (Func<object, object>)(_ => c))];

    private static LedgerCommand Issue(decimal amount) =>
        new IssueInvoice(Invoice(1), Dollars(amount), InvoiceKind.Freight, new LocalDate(2026, 2, 1));

    private static CustomerCommand Voice(SignalKind kind) => new CustomerCommand.Observe(new Signal(Id("voice", (int)kind), kind, Start));

    private static CustomerCommand Bookings(params int[] numbers) => new CustomerCommand.ObserveAll(
        [.. numbers.Select(n => new Signal(Id("booking", n), SignalKind.Booking, Start + Duration.FromDays(n)))]);

    private static Func<object, object> Answer(bool accepted) => state =>
        new AnswerOffer(((IncidentState)state).StandingOffer!.Id, accepted, "Mei", "mail 7", null, true);

    private static object CompleteFirst(object state) =>
        new CompleteStep(((IncidentState)state).Steps.First(s => s.DoneAt is null).Plan.Id, null);

    private static object Reopen(object state) => new Reopen("It came back.", Next(state));

    private static object Keep(object state) => new KeepPromise(ThePromise(state), "Called.");

    private static object Settle(object state) => new SettleClaim(TheClaim(state), Dollars(0m), Today, "Given up.");

    private static Guid TheClaim(object state) => ((IncidentState)state).Claims[0].Id;

    private static Guid ThePromise(object state) => ((IncidentState)state).Promises[0].Id;

    private static long Next(object state) => ((IncidentState)state).Version + 1;
}
