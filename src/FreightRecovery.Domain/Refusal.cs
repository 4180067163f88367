namespace FreightRecovery.Domain;

/// <summary>
/// Why a command was not carried out. A refusal is a value with a reason that says what would do; it changes nothing.
/// The web maps each case to a problem in one place.
/// </summary>
public abstract record Refusal
{
    private Refusal(string detail) => Detail = detail;

    /// <summary>What is wrong and what to do about it, for a person.</summary>
    public string Detail { get; init; }

    /// <summary>Input that can be read but makes no sense; the pointer (RFC 6901) names the member.</summary>
    public sealed record Invalid(string Pointer, string Detail) : Refusal(Detail);

    /// <summary>A reference to something that does not exist.</summary>
    public sealed record Unknown(string Pointer, string Detail) : Refusal(Detail);

    /// <summary>The thing itself is not there (it was never recorded).</summary>
    public sealed record NotFound(string Detail) : Refusal(Detail);

    /// <summary>The state does not allow this; the detail says which step would.</summary>
    public sealed record NotAllowedInState(string Detail) : Refusal(Detail);

    /// <summary>The invoice may not be collected: these holds stand.</summary>
    public sealed record InvoiceHeld(string Detail, IReadOnlyList<Shipments.HoldView> Holds) : Refusal(Detail);

    /// <summary>Somebody with this authority must approve first.</summary>
    public sealed record ApprovalNeeded(Authority Authority, string Detail) : Refusal(Detail);

    /// <summary>This person may not do this (the role is right, the person is not).</summary>
    public sealed record Forbidden(string Detail) : Refusal(Detail);

    /// <summary>The caller has seen an older version.</summary>
    public sealed record Stale(string Detail) : Refusal(Detail);

    /// <summary>Amounts of two currencies meet where one is needed.</summary>
    public sealed record CurrencyMismatch(string Pointer, string Detail) : Refusal(Detail);

    /// <summary>The same event was reported before; this is the incident that stands for it.</summary>
    public sealed record AlreadyReported(IncidentId Standing, string Detail) : Refusal(Detail);
}
