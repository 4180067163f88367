using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>A demand for money.</summary>
/// <param name="Direction">Whose demand on whom.</param>
/// <param name="Amount">What is demanded.</param>
/// <param name="Regime">The law or terms; assumed from the shipment when left out.</param>
/// <param name="Loss">What the cargo suffered; follows from the incident when left out.</param>
/// <param name="NoticeOn">The day of the written claim or notice.</param>
/// <param name="DeliveryDueOn">The day on which the cargo should have been delivered.</param>
/// <param name="ArrivedOn">The day on which it arrived at destination.</param>
/// <param name="TariffMonths">Months for a claim by the carrier's tariff.</param>
/// <param name="Packages">The packages concerned.</param>
/// <param name="Mass">The gross mass concerned, kilograms.</param>
/// <param name="Counterparty">Who is on the other side.</param>
/// <param name="MasterRegime">On a customer's claim: the regime between us and the carrier.</param>
/// <param name="WilfulMisconduct">Why it is held that the loss was caused wilfully.</param>
public sealed record ClaimBody(
    ClaimDirection? Direction, Money? Amount, LiabilityRegime? Regime, LossKind? Loss, LocalDate? NoticeOn, LocalDate? DeliveryDueOn,
    LocalDate? ArrivedOn, int? TariffMonths, int? Packages, Mass? Mass, CounterpartyBody? Counterparty, LiabilityRegime? MasterRegime,
    string? WilfulMisconduct) : IBody<NewClaim>
{
    private const int MostMonths = 120;

    /// <inheritdoc/>
    public NewClaim? Read(Faults faults)
    {
        if (TariffMonths is < 1 or > MostMonths)
            faults.Add("/tariffMonths", $"A tariff gives 1 to {MostMonths} months.");
        var claim = new NewClaim(
            faults.Value(Direction, "/direction"),
            faults.Has(Amount, "/amount") ? faults.Amount(Amount, "/amount")!.Value : default,
            Regime,
            new ClaimTerms
            {
                Loss = Loss, DeliveryDueOn = faults.Day(DeliveryDueOn, "/deliveryDueOn"), ArrivedOn = faults.Day(ArrivedOn, "/arrivedOn"),
                TariffMonths = TariffMonths, Packages = faults.Packages(Packages, "/packages"), Mass = faults.Mass(Mass, "/mass"),
            },
            faults.Day(NoticeOn, "/noticeOn"),
            ParticularsBody.Read(faults, Counterparty, MasterRegime, WilfulMisconduct));
        return faults.Any ? null : claim;
    }
}

/// <summary>A checked demand for money, before it is known what the shipment says.</summary>
public sealed record NewClaim(
    ClaimDirection Direction, Money Amount, LiabilityRegime? Regime, ClaimTerms Terms, LocalDate? NoticeOn, ClaimParticulars Particulars);

/// <summary>A dated word with what proves it: notice, disallowance, suit.</summary>
/// <param name="On">The day.</param>
/// <param name="Note">Where it can be found, why, or before whom.</param>
public sealed record DatedBody(LocalDate? On, string? Note) : IBody<DatedWord>
{
    /// <inheritdoc/>
    public DatedWord? Read(Faults faults)
    {
        var word = new DatedWord(faults.Has(On, "/on") ? faults.Day(On, "/on")!.Value : default, faults.Text(Note, "/note"));
        return faults.Any ? null : word;
    }
}

/// <summary>A checked dated word.</summary>
public sealed record DatedWord(LocalDate On, string Note);

/// <summary>More time for suit, granted in writing.</summary>
public sealed record ExtensionBody(LocalDate? Until, string? GrantedBy, string? Evidence) : IBody<GrantedTime>
{
    /// <inheritdoc/>
    public GrantedTime? Read(Faults faults)
    {
        var granted = new GrantedTime(
            faults.Has(Until, "/until") ? faults.Day(Until, "/until")!.Value : default, faults.Line(GrantedBy, "/grantedBy"),
            faults.Text(Evidence, "/evidence"));
        return faults.Any ? null : granted;
    }
}

/// <summary>Checked time for suit.</summary>
public sealed record GrantedTime(LocalDate Until, string GrantedBy, string Evidence);

/// <summary>Money set aside, or expected.</summary>
public sealed record ReserveBody(Money? Amount, string? Note) : IBody<ReserveBody>
{
    /// <inheritdoc/>
    public ReserveBody? Read(Faults faults)
    {
        if (faults.Has(Amount, "/amount"))
            faults.Amount(Amount, "/amount", zeroAllowed: true);
        faults.OptionalText(Note, "/note");
        return faults.Any ? null : this;
    }
}

/// <summary>Money that came in.</summary>
public sealed record RecoveryBody(Money? Amount, LocalDate? ReceivedOn, string? From) : IBody<ReceivedMoney>
{
    /// <inheritdoc/>
    public ReceivedMoney? Read(Faults faults)
    {
        var received = new ReceivedMoney(
            faults.Has(Amount, "/amount") ? faults.Amount(Amount, "/amount")!.Value : default,
            faults.Has(ReceivedOn, "/receivedOn") ? faults.Day(ReceivedOn, "/receivedOn")!.Value : default, faults.Line(From, "/from"));
        return faults.Any ? null : received;
    }
}

/// <summary>Checked money that came in.</summary>
public sealed record ReceivedMoney(Money Amount, LocalDate On, string From);

/// <summary>How a claim ends.</summary>
/// <param name="Amount">Paid or received in the end; nought when it was rejected or given up.</param>
/// <param name="Note">On what grounds.</param>
/// <param name="SettledOn">The day; today when left out.</param>
public sealed record SettlementBody(Money? Amount, string? Note, LocalDate? SettledOn) : IBody<SettledMoney>
{
    /// <inheritdoc/>
    public SettledMoney? Read(Faults faults)
    {
        var settled = new SettledMoney(
            faults.Has(Amount, "/amount") ? faults.Amount(Amount, "/amount", zeroAllowed: true)!.Value : default,
            faults.OptionalText(Note, "/note") ?? "", faults.Day(SettledOn, "/settledOn") ?? faults.Now.InUtc().Date);
        return faults.Any ? null : settled;
    }
}

/// <summary>A checked end of a claim.</summary>
public sealed record SettledMoney(Money Amount, string Note, LocalDate On);

/// <summary>Days of the calendar.</summary>
internal static class Days
{
    private static readonly LocalDate Earliest = new(2000, 1, 1);
    private static readonly LocalDate Latest = new(2199, 12, 31);

    /// <summary>A day that can be meant.</summary>
    public static LocalDate? Day(this Faults faults, LocalDate? value, string pointer)
    {
        if (value < Earliest || value > Latest)
            faults.Add(pointer, "A day lies between the years 2000 and 2199.");
        return value;
    }
}
