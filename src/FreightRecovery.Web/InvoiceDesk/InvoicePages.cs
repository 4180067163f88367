using FreightRecovery.Domain;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.IncidentDesk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.InvoiceDesk;

/// <summary>Finance's desk: what is held, for how long, and what frees it; and one invoice with what finance does with it.</summary>
internal static class InvoicePages
{
    public const string Path = "/invoices";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var list = routes.MapGroup("").RequireAuthorization(Access.InvoiceList).ExcludeFromDescription().AddEndpointFilter(Routes.RefuseWhatIsWrong);
        list.MapGet(Path, List);
        list.MapGet(Path + ".csv", File);
        var one = routes.MapGroup(Path + "/{ref}").ExcludeFromDescription();
        one.MapGet("", Show).RequireAuthorization(Access.Anybody);
        one.MapPost("/{act}", Act).RequireAuthorization(Access.Money);
    }

    /// <summary>The address of an invoice's page.</summary>
    public static string Address(InvoiceRef invoice) => $"{Path}/{Uri.EscapeDataString(invoice.Value)}";

    private static async Task<IResult> List(
        [AsParameters] InvoiceQuery query, Page<InvoiceKey> page, Caller caller, Frame frame, Invoices invoices, HoldingIncidents incidents, HeldMoney held,
        RecentFigures figures, Func<Policy> policy, IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var (filter, problem) = query.Read(caller, now);
        if (filter is null)
            return problem!;
        var rows = Page<InvoiceKey>.Of(
            await invoices.Search(filter.Status, filter.HeldBefore, filter.Text, filter.Scope, page.After, page.Limit, cancel), row => row).Value!;
        return new RazorComponentResult<InvoicesPage>(new Dictionary<string, object?>
        {
            [nameof(InvoicesPage.Frame)] = frame,
            [nameof(InvoicesPage.Query)] = query,
            [nameof(InvoicesPage.Rows)] = rows.Items,
            [nameof(InvoicesPage.Incidents)] = await incidents.Of(rows.Items.SelectMany(r => r.Holds.Select(h => h.Incident)), cancel),
            [nameof(InvoicesPage.Ageing)] = await figures.Of(
                (nameof(HeldMoney.Ageing), filter.Scope), end => held.Ageing(filter.Scope, now, policy().Ledger, end), cancel),
            [nameof(InvoicesPage.Now)] = now,
            [nameof(InvoicesPage.Next)] = rows.Next,
            [nameof(InvoicesPage.IsLater)] = page.After is not null,
        });
    }

    private static IResult File([AsParameters] InvoiceQuery query, Caller caller, Invoices invoices, IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var (filter, problem) = query.Read(caller, now);
        return filter is null
            ? problem!
            : ListFile.Of<InvoiceRow, InvoiceKey>(
                "invoices-as-asked",
                new Csv("invoice", "shipment", "customer", "kind", "status", "dueOn", "currency", "amount", "payable", "held", "heldSince", "days", "incidents", "reasons"),
                (after, limit) => invoices.Search(filter.Status, filter.HeldBefore, filter.Text, filter.Scope, after, limit, cancel),
                (csv, i) => csv.Text(i.Ref.Value).Text(i.Shipment.Value).Text(i.Customer.Value).Text(Names.Of(i.Kind)).Text(Names.Of(i.Status))
                    .Text(NodaTime.Text.LocalDatePattern.Iso.Format(i.DueOn)).Text(i.Amount.Currency.Code).Number(i.Amount).Number(i.Payable).Number(i.HeldAmount)
                    .At(i.HeldSince).Number(i.HeldSince is { } since ? (now - since).Days : (decimal?)null)
                    .Text(string.Join(" ", i.Holds.Select(h => h.Incident))).Text(string.Join("; ", i.Holds.Select(h => h.Reason).Distinct())).Line());
    }

    private static async Task<IResult> Show(
        string @ref, string? done, Caller caller, Frame frame, Invoices invoices, HoldingIncidents incidents, IClock clock, CancellationToken cancel) =>
        await Page(
            @ref, caller, frame, invoices, incidents, clock.GetCurrentInstant(), InvoiceActs.Known(done) ? $"invoice.done.{done}" : null, null, null, cancel);

    private static async Task<IResult> Act(
        string @ref, string act, HttpContext context, Caller caller, Frame frame, Invoices invoices, HoldingIncidents incidents, Commands commands,
        IFormCollection form, CancellationToken cancel)
    {
        if (!InvoiceActs.Known(act))
            return Problems.FromStatus(StatusCodes.Status404NotFound);
        var write = await FormWrite.Of(context, form);
        var (invoice, faults) = (new InvoiceRef(@ref), new Faults(write.At));
        var command = InvoiceActs.Read(act, invoice, new FormFields(form, frame.L, faults), faults);
        var problem = write.Problem ?? (command is null
            ? Problems.Invalid(faults)
            : (await InvoicesApi.Ledger(write, invoice, command, invoices, commands, cancel)).Result as ProblemHttpResult);
        return problem is null
            ? Results.LocalRedirect($"{Address(invoice)}?done={act}")
            : await Page(
                @ref, caller, frame, invoices, incidents, write.At, null, problem, ActState.Of(act, form, problem.ProblemDetails, frame.L), cancel);
    }

    private static async Task<IResult> Page(
        string reference, Caller caller, Frame frame, Invoices invoices, HoldingIncidents incidents, Instant now, string? done, ProblemHttpResult? problem,
        ActState? act, CancellationToken cancel)
    {
        var invoice = new InvoiceRef(reference);
        if (await invoices.Place(invoice, cancel) is not { } place || await invoices.Find(invoice, cancel) is not { } row)
            return Problems.NotFound($"There is no invoice {reference}.");
        if (!caller.Sees(place.Belonging))
            return Problems.OutOfScope();
        return new RazorComponentResult<InvoicePage>(new Dictionary<string, object?>
        {
            [nameof(InvoicePage.Frame)] = frame,
            [nameof(InvoicePage.Row)] = row,
            [nameof(InvoicePage.Incidents)] = await incidents.Of(row.Holds.Select(h => h.Incident), cancel),
            [nameof(InvoicePage.Now)] = now,
            [nameof(InvoicePage.MayAct)] = caller.Allows(Access.Money),
            [nameof(InvoicePage.Done)] = done,
            [nameof(InvoicePage.Refused)] = problem?.ProblemDetails,
            [nameof(InvoicePage.Act)] = act,
        })
        {
            // Fields that are wrong are one thing to a page, wherever they were found wrong.
            StatusCode = problem switch
            {
                null => StatusCodes.Status200OK,
                { StatusCode: StatusCodes.Status400BadRequest } => StatusCodes.Status422UnprocessableEntity,
                _ => problem.StatusCode,
            },
        };
    }
}
