using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>That the persons at a customer were forgotten.</summary>
/// <param name="Customer">The customer, whose name, invoices and figures stay.</param>
/// <param name="ErasedAt">When its key was destroyed, UTC.</param>
/// <param name="Incidents">In how many incidents nothing personal can be read any more.</param>
public sealed record ErasureView(CustomerRef Customer, Instant ErasedAt, int Incidents);

/// <summary>What the law of personal data asks for: to forget, and to tell who read what.</summary>
internal static class PrivacyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/customers/{ref}/erasure", Erase).RequireAuthorization(Access.Administration).WithTags("Privacy")
            .WithSummary("Destroys the key of a customer's personal data. Names, contacts and words are gone for good; the ledger stays whole.");
        api.MapGet("/personal-reads", Reads).RequireAuthorization(Access.Administration).WithTags("Privacy")
            .WithSummary("Who read personal data of whom, newest first.");
    }

    private static async Task<Results<Versioned<ErasureView>, ProblemHttpResult>> Erase(
        string @ref, Write write, Customers customers, Incidents incidents, Commands commands, CustomerKeys keys, EvidenceFiles evidence,
        IDatabase database, CancellationToken cancel)
    {
        var customer = new CustomerRef(@ref);
        if (await customers.Find(customer, cancel) is not { } known)
            return Problems.NotFound($"There is no customer {@ref}.");
        if (!write.Caller.Sees(known.Belonging))
            return Problems.OutOfScope();
        var all = (await incidents.AllOf(customer, cancel)).ToImmutableArray();
        var key = await keys.Of(customer, cancel);
        return await commands.Send<CustomerState, ErasureView>(
            write, StreamId.Of(customer), new CustomerCommand.Forget(all),
            async done =>
            {
                if (key is not null)
                    evidence.Forget(key.Id);
                await database.Scrub(cancel);
                return new Versioned<ErasureView>(new ErasureView(customer, done.State.ErasedAt!.Value, all.Length), done.Version);
            },
            cancel);
    }

    private static async Task<Ok<PageOf<PersonalRead>>> Reads(
        string? customer, string? reader, Page<PersonalReadKey> page, PersonalReads reads, CancellationToken cancel) =>
        Page<PersonalReadKey>.Of(
            await reads.List(
                string.IsNullOrEmpty(customer) ? null : customer, string.IsNullOrEmpty(reader) ? null : reader, page.After, page.Limit, cancel),
            read => read);
}
