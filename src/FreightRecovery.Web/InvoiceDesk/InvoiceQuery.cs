using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.InvoiceDesk;

/// <summary>What of the invoices is asked for in the address.</summary>
public sealed record InvoiceQuery
{
    /// <summary>Where they stand: held ones unless something else is named, <c>all</c> for all.</summary>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>Held for more than so many days.</summary>
    [FromQuery(Name = "days")]
    public string? Days { get; init; }

    /// <summary>A branch.</summary>
    [FromQuery(Name = "branch")]
    public string? Branch { get; init; }

    /// <summary>A text in reference, shipment or customer.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>The word for invoices of whatever status.</summary>
    public const string Everything = "all";

    /// <summary>All of it, as it stands in the address.</summary>
    public IReadOnlyList<(string Name, string? Value)> Asked => [("status", Status), ("days", Days), ("branch", Branch), ("q", Q)];

    /// <summary>The status that is asked for; held where none is named.</summary>
    public string Shown => string.IsNullOrEmpty(Status) ? Names.Of(InvoiceStatus.Held) : Status;

    internal (InvoiceFilter? Filter, ProblemHttpResult? Problem) Read(Caller caller, Instant now)
    {
        var faults = new Faults(now);
        var status = Shown == Everything ? null : faults.Word<InvoiceStatus>(Shown, "status");
        var days = 0;
        if (!string.IsNullOrEmpty(Days) && (!int.TryParse(Days, out days) || days is < 0 or > 36_600))
            faults.Add("?days", "Write a number of days, such as 7.");
        var branch = Some(Branch);
        return faults.Any ? (null, Problems.Invalid(faults))
            : caller.Branch is not null && branch is not null && branch != caller.Branch ? (null, Problems.OutOfScope())
            : (new InvoiceFilter(status, status == InvoiceStatus.Held && days > 0 ? now - Duration.FromDays(days) : null, Some(Q), caller.Scope with { Branch = branch ?? caller.Branch }), null);
    }

    private static string? Some(string? text) => text?.Trim() is { Length: > 0 } known ? known : null;
}

/// <summary>The same, read.</summary>
/// <param name="Status">Where they stand; null for all.</param>
/// <param name="HeldBefore">Held at this instant or earlier, UTC.</param>
/// <param name="Text">A text that they hold.</param>
/// <param name="Scope">What the reader may see.</param>
internal sealed record InvoiceFilter(InvoiceStatus? Status, Instant? HeldBefore, string? Text, Scope Scope);
