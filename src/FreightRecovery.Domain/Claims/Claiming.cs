using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Claims;

/// <summary>What may be done with a claim. Claims live on after their incident is settled: the law's time runs on.</summary>
internal static class Claiming
{
    public static Outcome Open(IncidentState incident, OpenClaim c, CommandContext context)
    {
        if (c.NoticeOn is { } on && IsToCome(on, context))
            return InFuture("/noticeOn");
        if (c.Direction != ClaimDirection.OnCarrier && c.Terms.TariffMonths is not null)
            return new Refusal.Invalid("/tariffMonths", "Only a claim on a carrier has a tariff. Leave it out.");
        if (NamesMasterRegime(c.Direction, c.Particulars) is { } refusal)
            return refusal;
        // A customer's claim is written notice by itself; ours is given when somebody sends it.
        var notice = c.NoticeOn ?? (c.Direction == ClaimDirection.FromCustomer ? Today(incident, context) : null);
        return Outcome.Accept(new ClaimOpened(
            context.Id.Child("claim"), c.Direction, c.Regime, c.Amount, c.Terms, c.Cargo, notice, context.At, context.By.Name)
        {
            Particulars = c.Particulars == new ClaimParticulars() ? null : c.Particulars,
        });
    }

    // The carrier's clock runs on after the customer's claim is settled, and so more may be told of it.
    public static Outcome Describe(IncidentState incident, DescribeClaim c, CommandContext context) =>
        Find(incident, c.Claim) is not { } claim ? NoSuchClaim()
        : NamesMasterRegime(claim.Direction, c.Given) is { } refusal ? refusal
        : c.Given.Over(claim.Particulars) == claim.Particulars ? Outcome.Accept()
        : Outcome.Accept(new ClaimDescribed(c.Claim, c.Given, context.At, context.By.Name));

    public static Outcome Notice(IncidentState incident, GiveNotice c, CommandContext context) => With(incident, c.Claim, claim =>
        IsToCome(c.On, context) ? InFuture("/givenOn")
        : claim.NoticeOn is { } given ? new Refusal.NotAllowedInState($"Notice was given on {given:uuuu-MM-dd} already. Add what is new to the evidence.")
        : Outcome.Accept(new ClaimNoticed(c.Claim, c.On, c.Evidence, context.At, context.By.Name)));

    public static Outcome Disallow(IncidentState incident, DisallowClaim c, CommandContext context) => With(incident, c.Claim, claim =>
        IsToCome(c.On, context) ? InFuture("/disallowedOn")
        // The first disallowance starts the time for suit; a later one must not push it out.
        : claim.DisallowedOn is { } on && on <= c.On ? new Refusal.NotAllowedInState($"It was disallowed on {on:uuuu-MM-dd}; the time for suit runs from that day.")
        : Outcome.Accept(new ClaimDisallowed(c.Claim, c.On, c.Reason, context.At, context.By.Name)));

    public static Outcome Extend(IncidentState incident, ExtendTime c, CommandContext context) => With(incident, c.Claim, claim =>
    {
        var clock = LegalClock.Of(context.Policy, claim.Case(incident, incident.Cargo!, DefaultRegime.SideOf(claim.Direction)));
        return c.Until <= clock.SueBy
            ? new Refusal.Invalid("/until", $"The time for suit ends on {clock.SueBy:uuuu-MM-dd} anyhow. An extension ends later.")
            : Outcome.Accept(new TimeExtended(c.Claim, c.Until, c.GrantedBy, c.Evidence, context.At, context.By.Name));
    });

    public static Outcome Sue(IncidentState incident, FileSuit c, CommandContext context) => With(incident, c.Claim, claim =>
        IsToCome(c.On, context) ? InFuture("/filedOn")
        : claim.SuitOn is { } on ? new Refusal.NotAllowedInState($"Suit was filed on {on:uuuu-MM-dd} already. Settle the claim when it ends.")
        : Outcome.Accept(new SuitFiled(c.Claim, c.On, c.Forum, context.At, context.By.Name)));

    public static Outcome Reserve(IncidentState incident, SetReserve c, CommandContext context) => With(incident, c.Claim, claim =>
        c.Amount.Currency != claim.Amount.Currency ? OtherCurrency(claim)
        : c.Amount == claim.Reserve ? Outcome.Accept()
        : Outcome.Accept(new ReserveSet(c.Claim, c.Amount, c.Note, context.At, context.By.Name)));

    // Money may still come in after the settlement: it usually does.
    public static Outcome Recover(IncidentState incident, ReceiveRecovery c, CommandContext context) => Find(incident, c.Claim) switch
    {
        null => NoSuchClaim(),
        { Direction: ClaimDirection.FromCustomer } => new Refusal.NotAllowedInState(
            "This is the customer's claim on us: nothing is recovered on it. Open a claim on the carrier, the agent or the insurer."),
        var claim when c.Amount.Currency != claim.Amount.Currency => OtherCurrency(claim),
        _ when IsToCome(c.On, context) => InFuture("/receivedOn"),
        _ => Outcome.Accept(new RecoveryReceived(c.Claim, c.Amount, c.On, c.From, context.At, context.By.Name)),
    };

    public static Outcome Settle(IncidentState incident, SettleClaim c, CommandContext context) => With(incident, c.Claim, claim =>
    {
        if (c.Amount.Currency != claim.Amount.Currency)
            return OtherCurrency(claim);
        if (IsToCome(c.On, context))
            return InFuture("/settledOn");
        if (claim.Direction == ClaimDirection.FromCustomer && !c.Amount.IsZero && context.By.Authority < context.Policy.Claims.BeyondLimit
            && BeyondLimit(incident, claim, c, context.Policy) is { } why)
            return new Refusal.ApprovalNeeded(context.Policy.Claims.BeyondLimit, why);
        return Outcome.Accept(new ClaimSettled(c.Claim, c.Amount, c.On, c.Note, context.At, context.By.Name));
    });

    // Word of the shipment may come late or twice; only the newest counts.
    public static Outcome Review(IncidentState incident, ReviewClaims c, CommandContext context) =>
        !CarrierWatch.HasClock(incident) || c.Cargo.AsOf <= incident.Cargo?.AsOf || (incident.Claims.IsEmpty && c.Cargo.SaysTheSame(incident.Cargo))
            ? Outcome.Accept()
            : Outcome.Accept(new CargoChanged(c.Cargo, context.At));

    private static Refusal? NamesMasterRegime(ClaimDirection direction, ClaimParticulars given) =>
        given.MasterRegime is not null && direction != ClaimDirection.FromCustomer
            ? new Refusal.Invalid("/masterRegime", "Only a customer's claim has the carrier's regime beside its own. Name the regime of this claim instead.")
            : null;

    private static string? BeyondLimit(IncidentState incident, ClaimState claim, SettleClaim c, Policy policy)
    {
        var limit = LegalLimit.Of(
            policy.Legal, claim.Case(incident, incident.Cargo!, ClaimSide.Customer) with { Wilful = null }, claim.Amount.Currency, c.On, policy.Claims);
        if (limit.Unlimited || (limit.Amount is { } most && most.Currency == c.Amount.Currency && c.Amount <= most))
            return null;
        var who = policy.Claims.BeyondLimit.ToString().ToLowerInvariant();
        return limit.Amount is { } bound && bound.Currency == c.Amount.Currency
            ? $"The limit of liability is {bound}. Beyond it somebody with the authority of {who} settles."
            : $"The limit of liability is not known ({string.Join(" ", limit.Missing)}). Until it is, somebody with the authority of {who} settles.";
    }

    private static Outcome With(IncidentState incident, Guid id, Func<ClaimState, Outcome> decide) => Find(incident, id) switch
    {
        null => NoSuchClaim(),
        { Settlement: not null } => new Refusal.NotAllowedInState("The claim is settled. Open another one if something is left."),
        var claim => decide(claim),
    };

    private static ClaimState? Find(IncidentState incident, Guid id) => incident.Claims.FirstOrDefault(c => c.Id == id);

    private static Refusal NoSuchClaim() => new Refusal.NotFound("There is no such claim.");

    private static Refusal OtherCurrency(ClaimState claim) => new Refusal.CurrencyMismatch(
        "/amount/currency", $"The claim is in {claim.Amount.Currency}. State the amount in {claim.Amount.Currency}.");

    private static Refusal InFuture(string pointer) => new Refusal.Invalid(pointer, "This day lies in the future; it must have come already.");

    // It is tomorrow somewhere already, and who writes down that day there is right.
    private static bool IsToCome(LocalDate day, CommandContext context) => LegalDays.Begins(day) > context.At;

    private static LocalDate Today(IncidentState incident, CommandContext context) =>
        context.At.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(incident.Facts!.TimeZone) ?? DateTimeZone.Utc).Date;
}
