using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>A customer as the contract shows it.</summary>
public sealed record CustomerView(
    CustomerRef Ref, string Name, string Language, string TimeZone, string CountryCode, string Branch, string SalesRep,
    string AccountManager, bool Nominated, Money ExpectedAnnualMargin, IReadOnlyList<Contact> Contacts)
{
    internal static Versioned<CustomerView> Of(CustomerRef customer, CustomerFacts facts, long version) => new(
        new CustomerView(
            customer, facts.Name, facts.Language, facts.TimeZone, facts.CountryCode, facts.Branch, facts.SalesRep, facts.AccountManager,
            facts.Nominated, facts.ExpectedAnnualMargin, facts.Contacts),
        version);
}

/// <summary>Customers.</summary>
internal static class CustomersApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapPut("/{ref}", Put).RequireAuthorization(Access.MasterData).WithSummary("Creates or replaces a customer.");
        customers.MapGet("/{ref}", Get).RequireAuthorization(Access.Anybody).WithSummary("A customer.");
    }

    private static async Task<Results<Versioned<CustomerView>, ProblemHttpResult>> Put(
        string @ref, Write<CustomerBody, CustomerFacts> write, Customers customers, Commands commands, CancellationToken cancel)
    {
        if (!Checks.IsRef(@ref))
            return Problems.Invalid("", Checks.RefForm);
        var (customer, facts) = (new CustomerRef(@ref), write.Facts);
        var known = await customers.Find(customer, cancel);
        if (!write.Caller.Sees(new Belonging(facts.Branch, facts.SalesRep, facts.AccountManager))
            || (known is not null && !write.Caller.Sees(known.Belonging)))
            return Problems.OutOfScope();
        return await commands.Send<CustomerState, CustomerView>(
            write, StreamId.Of(customer), new CustomerCommand.RecordCustomer(facts),
            done => new(CustomerView.Of(customer, done.State.Facts!, done.Version)), cancel);
    }

    private static async Task<Results<Versioned<CustomerView>, ProblemHttpResult>> Get(
        string @ref, Caller caller, Customers customers, Commands commands, PersonalReads reads, Func<Policy> policy, IClock clock,
        CancellationToken cancel)
    {
        if (await customers.Find(new CustomerRef(@ref), cancel) is not { } known)
            return Problems.NotFound($"There is no customer {@ref}.");
        if (!caller.Sees(known.Belonging))
            return Problems.OutOfScope();
        // Whom to speak to stands in the events alone.
        var customer = await commands.Load<CustomerState>(StreamId.Of(known.Ref), cancel);
        if (!customer.State.Facts!.Contacts.IsEmpty)
            await reads.Note(caller.Name, known.Ref, "contacts", clock.GetCurrentInstant(), policy().Privacy.ReadAgainWithin, cancel);
        return CustomerView.Of(known.Ref, customer.State.Facts, customer.Version);
    }
}
