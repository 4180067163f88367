using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api;

/// <summary>Invoices: putting, collecting, overriding, and finance's list.</summary>
internal static class InvoicesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var invoices = api.MapGroup("/invoices").WithTags("Invoices");
        invoices.MapPut("/{ref}", Put).RequireAuthorization(Access.Invoicing).WithSummary("Creates or replaces an invoice.");
        invoices.MapGet("/{ref}", Get).RequireAuthorization(Access.Anybody).WithSummary("An invoice with its holds.");
        invoices.MapGet("/", List).RequireAuthorization(Access.InvoiceList)
            .WithSummary("Finance's list; held invoices come oldest first, and olderThan is an ISO 8601 duration.");
        invoices.MapPost("/{ref}/collection", Collect).RequireAuthorization(Access.Money)
            .WithSummary("Collects the invoice, unless an incident holds it. Twice gives the same receipt.");
        invoices.MapPost("/{ref}/override", Override).RequireAuthorization(Access.Money)
            .WithSummary("Asks for an override of the holds; a second, different finance user confirms it by the same call.");
        invoices.MapPost("/{ref}/narrowing", Narrow).RequireAuthorization(Access.Money)
            .WithSummary("Narrows an incident's hold to the part in dispute, with the customer's consent; the rest is payable.");
        invoices.MapPost("/{ref}/replacement", Reissue).RequireAuthorization(Access.Money)
            .WithSummary("Bills a wrong invoice anew under another reference and credits it in full; what was paid is carried over.");
        invoices.MapPost("/{ref}/credit", ConfirmCredit).RequireAuthorization(Access.Money)
            .WithSummary("Gives back what was proposed to be credited of a collected invoice. Twice gives the same credit note.");
        invoices.MapPost("/{ref}/write-off", WriteOff).RequireAuthorization(Access.Money)
            .WithSummary("Writes off what is outstanding; above the policy's amount a second, different finance user confirms it by the same call.");
        invoices.MapGet("/ageing", Ageing).RequireAuthorization(Access.InvoiceList)
            .WithSummary("Held amounts by the age of their hold and by currency.");
    }

    private static async Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> Put(
        string @ref, Write<InvoiceBody, InvoiceFacts> write, Shipments shipments, Commands commands, CancellationToken cancel)
    {
        if (!Checks.IsRef(@ref))
            return Problems.Invalid("", Checks.RefForm);
        var (invoice, facts) = (new InvoiceRef(@ref), write.Facts);
        if (await shipments.Find(facts.Shipment, cancel) is not { } shipment)
            return Problems.Unknown("/shipment", $"There is no shipment {facts.Shipment}. Put the shipment first, then its invoices.");
        if (!write.Caller.Sees(shipment.Belonging))
            return Problems.OutOfScope();
        return await commands.Send<LedgerState, InvoiceView>(
            write, StreamId.Of(facts.Shipment), new LedgerCommand.IssueInvoice(invoice, facts.Amount, facts.Kind, facts.DueOn),
            done => new(InvoiceView.Of(done.State, invoice, facts.Shipment)), cancel);
    }

    private static async Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> Get(
        string @ref, Caller caller, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        var invoice = new InvoiceRef(@ref);
        if (await invoices.Place(invoice, cancel) is not { } place)
            return NoSuchInvoice(invoice);
        if (!caller.Sees(place.Belonging))
            return Problems.OutOfScope();
        if (await invoices.Find(invoice, cancel) is not { } row)
            return NoSuchInvoice(invoice);
        if (row.Details.Narrowings is null)
            return new Versioned<InvoiceView>(InvoiceView.Of(row), row.Version);
        // Who consented at the customer's stands in the ledger's events alone.
        var ledger = await commands.Load<LedgerState>(StreamId.Of(row.Shipment), cancel);
        return InvoiceView.Of(ledger.State, invoice, row.Shipment);
    }

    private static async Task<Results<Ok<PageOf<InvoiceView>>, ProblemHttpResult>> List(
        string? status, string? olderThan, Page<InvoiceKey> page, Caller caller, Invoices invoices, IClock clock, CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        var wanted = faults.Word<InvoiceStatus>(status, "status");
        var heldBefore = HeldBefore(faults, wanted, olderThan);
        if (faults.Any)
            return Problems.Invalid(faults);
        return Page<InvoiceKey>.Of(
            await invoices.List(wanted, heldBefore, caller.Scope, page.After, page.Limit, cancel), InvoiceView.Of);
    }

    private static async Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> Collect(
        string @ref, Write write, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        var invoice = new InvoiceRef(@ref);
        return await Ledger(write, invoice, new LedgerCommand.Collect(invoice), invoices, commands, cancel);
    }

    private static async Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> Override(
        string @ref, Write<ReasonBody, ReasonBody> write, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        var invoice = new InvoiceRef(@ref);
        return await Ledger(write, invoice, new LedgerCommand.Override(invoice, write.Facts.Reason!), invoices, commands, cancel);
    }

    private static Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> Narrow(
        string @ref, Write<NarrowingBody, NarrowingFacts> write, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        var (invoice, facts) = (new InvoiceRef(@ref), write.Facts);
        return Ledger(
            write, invoice, new LedgerCommand.NarrowHold(invoice, facts.Incident, facts.Disputed, facts.ConsentBy, facts.Evidence), invoices,
            commands, cancel);
    }

    private static async Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> Reissue(
        string @ref, Write<ReplacementBody, ReplacementFacts> write, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        var (invoice, facts) = (new InvoiceRef(@ref), write.Facts);
        if (await invoices.Place(invoice, cancel) is not { } place)
            return NoSuchInvoice(invoice);
        if (!write.Caller.Sees(place.Belonging))
            return Problems.OutOfScope();
        return await commands.Send<LedgerState, InvoiceView>(
            write, StreamId.Of(place.Shipment), new LedgerCommand.Reissue(invoice, facts.Amount, facts.Incident, facts.Reference, facts.Reason),
            done =>
            {
                var right = done.State.Find(invoice)!.ReplacedBy!.Value;
                return new(InvoiceView.Of(done.State, right, place.Shipment) with
                {
                    Status = StatusCodes.Status201Created, Location = $"{Routes.Base}/invoices/{Uri.EscapeDataString(right.Value)}",
                });
            },
            cancel);
    }

    private static Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> ConfirmCredit(
        string @ref, Write write, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        var invoice = new InvoiceRef(@ref);
        return Ledger(write, invoice, new LedgerCommand.ConfirmCredit(invoice), invoices, commands, cancel);
    }

    private static Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> WriteOff(
        string @ref, Write<ReasonBody, ReasonBody> write, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        var invoice = new InvoiceRef(@ref);
        return Ledger(write, invoice, new LedgerCommand.WriteOff(invoice, write.Facts.Reason!), invoices, commands, cancel);
    }

    private static async Task<Results<Ok<IReadOnlyList<AgeBucket>>, ProblemHttpResult>> Ageing(
        string? branch, Caller caller, HeldMoney held, Func<Policy> policy, IClock clock, CancellationToken cancel)
    {
        var wanted = string.IsNullOrEmpty(branch) ? null : branch;
        if (caller.Branch is not null && wanted is not null && wanted != caller.Branch)
            return Problems.OutOfScope();
        return TypedResults.Ok(await held.Ageing(
            caller.Scope with { Branch = wanted ?? caller.Branch }, clock.GetCurrentInstant(), policy().Ledger, cancel));
    }

    /// <summary>Sends a command to the ledger that an invoice stands in.</summary>
    internal static async Task<Results<Versioned<InvoiceView>, ProblemHttpResult>> Ledger(
        WriteRequest write, InvoiceRef invoice, LedgerCommand command, Invoices invoices, Commands commands, CancellationToken cancel)
    {
        if (await invoices.Place(invoice, cancel) is not { } place)
            return NoSuchInvoice(invoice);
        if (!write.Caller.Sees(place.Belonging))
            return Problems.OutOfScope();
        return await commands.Send<LedgerState, InvoiceView>(
            write, StreamId.Of(place.Shipment), command, done => new(InvoiceView.Of(done.State, invoice, place.Shipment)), cancel);
    }

    private static Instant? HeldBefore(Faults faults, InvoiceStatus? status, string? olderThan)
    {
        if (string.IsNullOrEmpty(olderThan))
            return null;
        if (status is not InvoiceStatus.Held)
            faults.Add("?olderThan", "The age is that of the hold: ask for status=held with it.");
        var period = PeriodPattern.NormalizingIso.Parse(olderThan);
        // Months and years have no fixed length; a hold's age is told in days.
        if (!period.Success || period.Value.Months != 0 || period.Value.Years != 0)
        {
            faults.Add("?olderThan", "Write an ISO 8601 duration of weeks, days or hours, such as P7D.");
            return null;
        }

        var age = period.Value.ToDuration();
        if (age >= Duration.Zero && age < Duration.FromDays(36_600))
            return faults.Now - age;
        faults.Add("?olderThan", "An age lies between nought and a hundred years.");
        return null;
    }

    private static ProblemHttpResult NoSuchInvoice(InvoiceRef invoice) => Problems.NotFound($"There is no invoice {invoice}.");
}
