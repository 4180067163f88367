using System.Collections.Immutable;
using System.Reflection;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Domain.Shipments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Testing;

/// <summary>The one place where tests of streams get their ids, facts, commands and arbitrary values from.</summary>
internal static class Generators
{
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 8, 0);
    public static readonly ShipmentRef Shipment = new("SH-1");
    public static readonly CustomerRef TheCustomer = new("C-1");
    public static readonly Currency Usd = new("USD");

    /// <summary>A readable UUID version 7; equal names give equal ids.</summary>
    public static Guid Id(string name, int number = 0) =>
        DerivedId.Of(Guid.Parse("019b8d15-0000-7000-8000-000000000000"), name, number);

    public static IncidentId Incident(int number) => new(Id("incident", number));

    public static InvoiceRef Invoice(int number) => new($"INV-{number}");

    public static Money Dollars(decimal amount) => new(amount, Usd);

    public static CommandContext Context(int number, Instant at, string by = "system", Authority authority = Authority.Executive) =>
        new(new CommandId(Id("command", number)), at, new Actor(by, authority), Policy.Default);

    public static ShipmentFacts ShipmentFacts(int packages = 1) => new()
    {
        Customer = TheCustomer, Mode = TransportMode.Sea, Carrier = "MAEU", Origin = "CNTAO", Destination = "USNYC", Packages = packages,
        BookedAt = Start,
    };

    public static CustomerFacts CustomerFacts(string name = "Qingdao Toys") => new()
    {
        Name = name, Language = "en", TimeZone = "Asia/Shanghai", CountryCode = "CN", Branch = "TAO", SalesRep = "li",
        AccountManager = "wang", ExpectedAnnualMargin = Dollars(60_000m), Contacts = [new Contact("Mei", "mei@example.com", null)],
    };

    public static IncidentFacts IncidentFacts(IncidentKind kind = IncidentKind.CargoRolled, SourceMessage? source = null) => new()
    {
        Shipment = Shipment, Customer = TheCustomer, Branch = "TAO", SalesRep = "li", AccountManager = "wang", Language = "en",
        TimeZone = "Asia/Shanghai", Kind = kind, Fault = Fault.Carrier, Severity = Severity.Major, OccurredAt = Start, Place = "CNTAO",
        Description = "Left behind.", Channel = Channel.Phone, ReportedBy = "Mei", Source = source,
    };

    public static Assessment Assessment(Finding finding = Finding.Valid) =>
        new(finding, Fault.Carrier, "operations", "zhao", Cause.Service, Severity.Major, null);

    public static RecoveryOption Option(int number = 0, decimal percentOff = 20m, Authority authority = Authority.Sales) => new(
        Id("option", number), OptionKind.FreightDiscount,
        [new OptionPart(OptionKind.FreightDiscount, new Terms($"{percentOff} % off the freight.") { Percent = percentOff })],
        1, Dollars(5m), Dollars(10m), Dollars(15m), Dollars(0m), authority, new Terms("Off the freight."),
        [new ExplanationLine("Cost", Dollars(-10m))], null);

    public static LedgerCommand.PlaceHold Hold(int incident, long heldAsOf = 1, SourceMessage? source = null) => new(
        Incident(incident), heldAsOf, (IncidentKind)(incident % 20), "CNTAO", Start, "cargo rolled", "li", source);

    public static LedgerCommand.ReleaseHold Release(int incident, long settledAt, params ImmutableArray<Adjustment> adjustments) =>
        new(Incident(incident), settledAt, adjustments);

    /// <summary>The cases of a closed union, such as all commands of a stream.</summary>
    public static Type[] CasesOf(Type union) =>
        [.. union.GetNestedTypes(BindingFlags.Public).Where(union.IsAssignableFrom).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>One of three invoices; now and then one that only a re-issue makes.</summary>
    private static readonly Gen<InvoiceRef> AnInvoice = Gen.Frequency(
        (8, Gen.Choose(1, 3).Select(Invoice)),
        (1, Gen.Elements("INV-1~2", "INV-2~2", "INV-3~2", "INV-1~3", "INV-4").Select(r => new InvoiceRef(r))));

    private static readonly Gen<IncidentId> AnIncident = Gen.Choose(1, 3).Select(Incident);

    private static Gen<Money> AnAmount(int most) =>
        from amount in Gen.Choose(1, most)
        from currency in Gen.Elements("USD", "USD", "USD", "JPY")
        select new Money(amount, new Currency(currency));

    /// <summary>Something agreed: a share of the freight, a credit, or a correction by which an invoice is billed anew.</summary>
    public static readonly Gen<Adjustment> AnAdjustment = Gen.OneOf(
        from percent in Gen.Choose(1, 120) select new Adjustment(percent, null, "discount"),
        from amount in AnAmount(400) select new Adjustment(null, amount, "credit"),
        from amount in AnAmount(200) select new Adjustment(null, amount, "correction") { Reissue = true });

    /// <summary>Any command to a ledger, of three incidents and three invoices in two currencies.</summary>
    public static readonly Gen<LedgerCommand> LedgerCommands = Gen.Frequency(
        (1, from packages in Gen.Choose(1, 3) select (LedgerCommand)new LedgerCommand.RecordShipment(ShipmentFacts(packages))),
        (1, from point in Gen.Elements(Enum.GetValues<PlanPoint>())
            from day in Gen.Choose(1, 9)
            select (LedgerCommand)new LedgerCommand.TellPlan(point, Start + Duration.FromDays(day), new SourceMessage("iftsta", $"e{day}"), Start)),
        (4, from invoice in AnInvoice
            from amount in AnAmount(500)
            from kind in Gen.Elements(InvoiceKind.Freight, InvoiceKind.Surcharge)
            select (LedgerCommand)new LedgerCommand.IssueInvoice(invoice, amount, kind, new LocalDate(2026, 2, 1))),
        (4, from incident in Gen.Choose(1, 3) from version in Gen.Choose(1, 6) select (LedgerCommand)Hold(incident, version)),
        (5, from incident in Gen.Choose(1, 3)
            from version in Gen.Choose(2, 7)
            from adjustments in Adjustments
            select (LedgerCommand)Release(incident, version, adjustments)),
        (5, from invoice in AnInvoice select (LedgerCommand)new LedgerCommand.Collect(invoice)),
        (4, from invoice in AnInvoice select (LedgerCommand)new LedgerCommand.Override(invoice, "The customer asks to pay.")),
        (8, from invoice in AnInvoice
            from incident in AnIncident
            from disputed in Gen.Frequency((1, Gen.Constant(Dollars(0m))), (12, AnAmount(300)))
            select (LedgerCommand)new LedgerCommand.NarrowHold(invoice, incident, disputed, "Mei", "mail 8")),
        (2, from invoice in AnInvoice
            from incident in AnIncident
            from amount in AnAmount(500)
            from given in Gen.Elements<InvoiceRef?>(null, null, new InvoiceRef("INV-4"), Invoice(2))
            select (LedgerCommand)new LedgerCommand.Reissue(invoice, amount, incident, given, "Weighed again.")),
        (2, from invoice in AnInvoice select (LedgerCommand)new LedgerCommand.ConfirmCredit(invoice)),
        (2, Gen.Constant((LedgerCommand)new LedgerCommand.ReviewHolds())),
        (3, from invoice in AnInvoice select (LedgerCommand)new LedgerCommand.WriteOff(invoice, "Bankrupt.")));

    private static Gen<ImmutableArray<Adjustment>> Adjustments =>
        from count in Gen.Choose(0, 2)
        from some in Gen.ArrayOf(AnAdjustment, count)
        select some.ToImmutableArray();

    /// <summary>Any command to a customer.</summary>
    public static readonly Gen<CustomerCommand> CustomerCommands = Gen.Frequency(
        (1, from name in Gen.Elements("Qingdao Toys", "Busan Tiles")
            select (CustomerCommand)new CustomerCommand.RecordCustomer(CustomerFacts(name))),
        (6, from id in Gen.Choose(1, 12)
            from kind in Gen.Elements(Enum.GetValues<SignalKind>())
            from day in Gen.Choose(0, 200)
            from severity in Gen.Elements(Enum.GetValues<Severity>())
            from mark in Gen.Choose(1, 5)
            select (CustomerCommand)new CustomerCommand.Observe(new Signal(Id("signal", id), kind, Start + Duration.FromDays(day))
            {
                Incident = Incident(id % 3), Severity = severity, Satisfaction = mark, WithinPromise = mark > 2,
            })),
        (2, Gen.Constant((CustomerCommand)new CustomerCommand.Review())));

    /// <summary>
    /// A command of a type to an incident as it stands: it names things that exist there where it can, so that a random
    /// walk gets far; the choice picks among them, and now and then something that does not exist.
    /// </summary>
    public static IncidentCommand CommandFor(Type type, IncidentState incident, Instant now, int choice) => type.Name switch
    {
        nameof(IncidentCommand.Report) => new IncidentCommand.Report(IncidentFacts()),
        nameof(IncidentCommand.Acknowledge) => new IncidentCommand.Acknowledge(
            Channel.Phone, "Told.", choice % 2 == 0 ? null : now + Duration.FromHours(choice % 48)),
        nameof(IncidentCommand.Assess) => new IncidentCommand.Assess(Assessment((choice % 8) switch
        {
            0 => Finding.Communication, 1 => Finding.Unfounded, _ => Finding.Valid,
        })),
        nameof(IncidentCommand.Promise) => new IncidentCommand.Promise("The next report", now + Duration.FromHours((choice % 72) - 4)),
        nameof(IncidentCommand.KeepPromise) => new IncidentCommand.KeepPromise(APromiseOf(incident, choice), "Called."),
        nameof(IncidentCommand.RenewPromise) => new IncidentCommand.RenewPromise(
            APromiseOf(incident, choice), now + Duration.FromHours(choice % 96), now - Duration.FromMinutes(choice % 5)),
        nameof(IncidentCommand.DecideOption) => new IncidentCommand.DecideOption(Option(choice % 3, authority: Authority.Manager), choice % 4 != 0, "Fine."),
        nameof(IncidentCommand.MakeOffer) => new IncidentCommand.MakeOffer(Option(choice % 3)),
        nameof(IncidentCommand.AnswerOffer) => new IncidentCommand.AnswerOffer(
            incident.Offers.IsEmpty || choice % 9 == 0 ? Id("no offer") : incident.Offers[^1].Id, choice % 3 != 0, "Mei", "mail 7", null, choice % 2 == 0),
        nameof(IncidentCommand.CompleteStep) => new IncidentCommand.CompleteStep(
            incident.Steps.IsEmpty || choice % 9 == 0 ? Id("no step") : incident.Steps[choice % incident.Steps.Length].Plan.Id, null),
        nameof(IncidentCommand.FollowUp) => new IncidentCommand.FollowUp((choice % 5) + 1, null, incident.Version + 1 - (choice % 3)),
        nameof(IncidentCommand.Resolve) => new IncidentCommand.Resolve("Overbooked.", "Book earlier."),
        nameof(IncidentCommand.Withdraw) => new IncidentCommand.Withdraw("A mistake."),
        nameof(IncidentCommand.Reopen) => new IncidentCommand.Reopen("It came back.", incident.Version + 1 - (choice % 3)),
        nameof(IncidentCommand.Escalate) => new IncidentCommand.Escalate("I want to speak to your manager."),
        nameof(IncidentCommand.CustomerFellSilent) => new IncidentCommand.CustomerFellSilent("Silent, and one of the largest."),
        nameof(IncidentCommand.OpenClaim) => ClaimGenerators.Open(choice, now),
        nameof(IncidentCommand.ReviewClaims) => new IncidentCommand.ReviewClaims(ClaimGenerators.Cargo(choice, now) with { AsOf = choice % 50 }),
        nameof(IncidentCommand.DescribeClaim) => new IncidentCommand.DescribeClaim(ClaimGenerators.AClaimOf(incident, choice), ClaimGenerators.Particulars(choice)),
        nameof(IncidentCommand.GiveNotice) => new IncidentCommand.GiveNotice(ClaimGenerators.AClaimOf(incident, choice), ClaimGenerators.Day(now), "mail 8"),
        nameof(IncidentCommand.DisallowClaim) => new IncidentCommand.DisallowClaim(ClaimGenerators.AClaimOf(incident, choice), ClaimGenerators.Day(now), "Inherent vice."),
        nameof(IncidentCommand.ExtendTime) => new IncidentCommand.ExtendTime(ClaimGenerators.AClaimOf(incident, choice), ClaimGenerators.Day(now).PlusYears(3), "Carrier", "mail 9"),
        nameof(IncidentCommand.FileSuit) => new IncidentCommand.FileSuit(ClaimGenerators.AClaimOf(incident, choice), ClaimGenerators.Day(now), "Qingdao Maritime Court"),
        nameof(IncidentCommand.SetReserve) => new IncidentCommand.SetReserve(ClaimGenerators.AClaimOf(incident, choice), Dollars(1 + (choice % 900)), null),
        nameof(IncidentCommand.ReceiveRecovery) => new IncidentCommand.ReceiveRecovery(ClaimGenerators.AClaimOf(incident, choice), Dollars(1 + (choice % 900)), ClaimGenerators.Day(now), "Carrier"),
        nameof(IncidentCommand.SettleClaim) => new IncidentCommand.SettleClaim(ClaimGenerators.AClaimOf(incident, choice), Dollars(choice % 900), ClaimGenerators.Day(now), "In full."),
        nameof(IncidentCommand.GiveFacts) => new IncidentCommand.GiveFacts(new GivenFacts(1 + (choice % 9), null, Dollars(choice), null, "B/L")),
        nameof(IncidentCommand.Amend) => Amendment(choice % 60),
        nameof(IncidentCommand.OverruleClassification) => new IncidentCommand.OverruleClassification(
            new Overrule(null, 1 + (choice % 5), null, null, choice % 2 == 0 ? 5 : null, null, null, null, null), "I know them."),
        nameof(IncidentCommand.RecordSummary) => new IncidentCommand.RecordSummary($"Left behind, {choice}.", choice % 2 == 0 ? "Mei" : null, null),
        nameof(IncidentCommand.AddEvidence) => new IncidentCommand.AddEvidence("scale.pdf", "application/pdf", 7, $"{choice:x64}", null),
        nameof(IncidentCommand.RecordParties) => new IncidentCommand.RecordParties(
            [new Party(PartyRole.Shipper, "Qingdao Toys", $"{choice}", "Mei", choice % 2 == 0), new Party(PartyRole.Agent, "Busan Agents", null, null, false)]),
        nameof(IncidentCommand.Assign) => new IncidentCommand.Assign(choice % 2 == 0 ? "yan.shen" : "xin.he"),
        nameof(IncidentCommand.AskCustomer) => new IncidentCommand.AskCustomer(choice % 2 == 0 ? "The weight slip" : "A photograph"),
        nameof(IncidentCommand.HearCustomer) => new IncidentCommand.HearCustomer(choice % 2 == 0 ? "Sent." : null),
        nameof(IncidentCommand.ErasePersons) => new IncidentCommand.ErasePersons(),
        nameof(IncidentCommand.DeadlinePassed) => new IncidentCommand.DeadlinePassed(choice % 6 == 0 ? Shipment : null),
        _ => throw new InvalidOperationException($"Add a case for the command {type.Name} here."),
    };

    /// <summary>A telling of a minute, which says by how many hours it is late; longer ones are worse.</summary>
    public static IncidentCommand.Amend Amendment(int minute) => new(
        new Telling(new SourceMessage("dcsa-tnt", "e1"), Start + Duration.FromMinutes(minute), Start) { LateMinutes = minute * 7 % 60 * 60 },
        (Severity)(minute % 3), Fault.Carrier, $"{minute} hours later than booked.");

    private static Guid APromiseOf(IncidentState incident, int choice) =>
        incident.Promises.IsEmpty || choice % 9 == 0 ? Id("no promise") : incident.Promises[choice % incident.Promises.Length].Id;

    /// <summary>A random walk: the type of each command, a choice within it, and the minutes that pass before it.</summary>
    public static readonly Arbitrary<(Type Type, int Choice, int Minutes)[]> Walks = Arb.From(
        from length in Gen.Choose(1, 60)
        from steps in Gen.ArrayOf(
            from type in Gen.Frequency(
                (3, Gen.Elements(CasesOf(typeof(IncidentCommand)))),
                (4, Gen.Elements(
                    typeof(IncidentCommand.Acknowledge), typeof(IncidentCommand.Assess), typeof(IncidentCommand.MakeOffer),
                    typeof(IncidentCommand.AnswerOffer), typeof(IncidentCommand.CompleteStep), typeof(IncidentCommand.Resolve),
                    typeof(IncidentCommand.DeadlinePassed))))
            from choice in Gen.Choose(0, 10_000)
            from minutes in Gen.Choose(0, 600)
            select (type, choice, minutes), length)
        select steps.Prepend((typeof(IncidentCommand.Report), 0, 0)).ToArray(),
        steps => steps.Length < 3 ? [] : Enumerable.Range(1, steps.Length - 1).Select(cut => steps.Where((_, i) => i != cut).ToArray()));

    /// <summary>Any value of a type of the domain's, made from its constructor and its settable members.</summary>
    public static Gen<object?> Any(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Gen.Frequency((1, Gen.Constant<object?>(null)), (3, Any(inner)));
        if (type.IsEnum)
            return Gen.Elements(Enum.GetValues(type).Cast<object?>().ToArray());
        if (Small.TryGetValue(type, out var small))
            return small;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(Any(type.GetGenericArguments()[0]), count))
                .Select(items => ArrayOf(type.GetGenericArguments()[0], items));
        return AnyRecord(type);
    }

    private static readonly Dictionary<Type, Gen<object?>> Small = new()
    {
        [typeof(string)] = Gen.Elements<object?>("a", "\"quoted\" & <b>", "青岛", "Ёлка\n"),
        [typeof(bool)] = Gen.Elements<object?>(true, false),
        [typeof(int)] = Gen.Choose(-3, 900).Select(n => (object?)n),
        [typeof(long)] = Gen.Choose(1, 900).Select(n => (object?)(long)n),
        [typeof(decimal)] = Gen.Choose(-50_000, 5_000_000).Select(n => (object?)(n / 1000m)),
        [typeof(Guid)] = Gen.Choose(1, 9).Select(n => (object?)Id("any", n)),
        [typeof(Instant)] = Gen.Choose(0, int.MaxValue).Select(n => (object?)(Start + Duration.FromTicks(n * 977L))),
        [typeof(LocalDate)] = Gen.Choose(0, 900).Select(n => (object?)new LocalDate(2026, 1, 1).PlusDays(n)),
        [typeof(Currency)] = Gen.Elements<object?>(Usd, new Currency("JPY"), new Currency("KWD")),
    };

    private static object? ArrayOf(Type item, object?[] items) => typeof(Generators)
        .GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [items]);

    private static ImmutableArray<T> Typed<T>(object?[] items) => [.. items.Cast<T>()];

    private static Gen<object?> AnyRecord(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var nullability = new NullabilityInfoContext();
        var parameters = constructor.GetParameters();
        var arguments = parameters.Select(p => Perhaps(p.ParameterType, nullability.Create(p).ReadState)).ToArray();
        var settable = type.GetProperties()
            .Where(p => p.SetMethod is not null && parameters.All(q => q.Name != p.Name)).ToArray();
        var members = settable.Select(p => Perhaps(p.PropertyType, nullability.Create(p).ReadState)).ToArray();
        return Gen.CollectToArray(arguments).SelectMany(given => Gen.CollectToArray(members).Select(rest =>
        {
            var made = constructor.Invoke(given);
            foreach (var (member, value) in settable.Zip(rest))
                member.SetValue(made, value);
            return (object?)made;
        }));
    }

    private static Gen<object?> Perhaps(Type type, NullabilityState state) =>
        !type.IsValueType && state == NullabilityState.Nullable
            ? Gen.Frequency((1, Gen.Constant<object?>(null)), (3, Any(type)))
            : Any(type);
}
