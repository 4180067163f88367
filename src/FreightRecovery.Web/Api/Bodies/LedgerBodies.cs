using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>The part of an invoice that is in dispute, and the customer's consent to paying the rest.</summary>
/// <param name="Incident">Whose hold is narrowed.</param>
/// <param name="Disputed">The part that stays held.</param>
/// <param name="ConsentBy">Who consented at the customer's.</param>
/// <param name="Evidence">How the consent can be shown.</param>
public sealed record NarrowingBody(Guid? Incident, Money? Disputed, string? ConsentBy, string? Evidence) : IBody<NarrowingFacts>
{
    /// <inheritdoc/>
    public NarrowingFacts? Read(Faults faults)
    {
        var facts = new NarrowingFacts(
            new IncidentId(faults.Value(Incident, "/incident")),
            faults.Has(Disputed, "/disputed") ? faults.Amount(Disputed, "/disputed")!.Value : default,
            faults.Line(ConsentBy, "/consentBy"),
            faults.Text(Evidence, "/evidence"));
        return faults.Any ? null : facts;
    }
}

/// <summary>A checked narrowing.</summary>
public sealed record NarrowingFacts(IncidentId Incident, Money Disputed, string ConsentBy, string Evidence);

/// <summary>What a wrong invoice should have billed.</summary>
/// <param name="Amount">The amount that is right, in the same currency.</param>
/// <param name="Incident">The incident that found it.</param>
/// <param name="Reference">The new invoice's reference; derived from the old one's when left out.</param>
/// <param name="Reason">Why.</param>
public sealed record ReplacementBody(Money? Amount, Guid? Incident, string? Reference, string? Reason) : IBody<ReplacementFacts>
{
    /// <inheritdoc/>
    public ReplacementFacts? Read(Faults faults)
    {
        var facts = new ReplacementFacts(
            faults.Has(Amount, "/amount") ? faults.Amount(Amount, "/amount")!.Value : default,
            new IncidentId(faults.Value(Incident, "/incident")),
            Reference is null ? null : new InvoiceRef(faults.Ref(Reference, "/reference")),
            faults.Text(Reason, "/reason"));
        return faults.Any ? null : facts;
    }
}

/// <summary>A checked re-issue.</summary>
public sealed record ReplacementFacts(Money Amount, IncidentId Incident, InvoiceRef? Reference, string Reason);
