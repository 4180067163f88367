using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>A shipment as the contract shows it.</summary>
public sealed record ShipmentView(
    ShipmentRef Ref, CustomerRef Customer, TransportMode Mode, string? Carrier, string? Vessel, string? Voyage, string? Flight,
    string Origin, string Destination, string? Incoterm, int? Packages, Mass? GrossMass, Mass? ChargeableMass, decimal? Volume,
    bool? Insured, LiabilityRegime? LiabilityRegime, Instant? BookedAt, Instant? DeliveredAt, string? MasterReference,
    IReadOnlyList<string> Containers, Instant? NeededBy)
{
    /// <summary>The overseas agent's code or name.</summary>
    public string? Agent { get; init; }

    /// <summary>When the carrier is to leave the origin, UTC.</summary>
    public Instant? PlannedDeparture { get; init; }

    /// <summary>When it is to reach the destination, UTC.</summary>
    public Instant? PlannedArrival { get; init; }

    /// <summary>By when the carrier must have the papers, UTC.</summary>
    public Instant? PapersCutOff { get; init; }

    /// <summary>When a feed first said that the carrier would leave, UTC; it counts where the shipment has no plan of its own.</summary>
    public Instant? ToldDeparture { get; init; }

    /// <summary>When a feed first said that it would arrive, UTC.</summary>
    public Instant? ToldArrival { get; init; }

    internal static Versioned<ShipmentView> Of(
        ShipmentRef shipment, ShipmentFacts facts, Instant? toldDeparture, Instant? toldArrival, long version) => new(
        new ShipmentView(
            shipment, facts.Customer, facts.Mode, facts.Carrier, facts.Vessel, facts.Voyage, facts.Flight, facts.Origin,
            facts.Destination, facts.Incoterm, facts.Packages, facts.GrossMass, facts.ChargeableMass, facts.Volume, facts.Insured,
            facts.LiabilityRegime, facts.BookedAt, facts.DeliveredAt, facts.MasterReference, facts.Containers,
            facts.NeededBy)
        {
            Agent = facts.Agent, PlannedDeparture = facts.PlannedDeparture, PlannedArrival = facts.PlannedArrival, PapersCutOff = facts.PapersCutOff,
            ToldDeparture = toldDeparture, ToldArrival = toldArrival,
        },
        version);
}

/// <summary>Shipments.</summary>
internal static class ShipmentsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var shipments = api.MapGroup("/shipments").WithTags("Shipments");
        shipments.MapPut("/{ref}", Put).RequireAuthorization(Access.MasterData).WithSummary("Creates or replaces a shipment.");
        shipments.MapGet("/{ref}", Get).RequireAuthorization(Access.Anybody).WithSummary("A shipment.");
    }

    private static async Task<Results<Versioned<ShipmentView>, ProblemHttpResult>> Put(
        string @ref, Write<ShipmentBody, ShipmentFacts> write, Customers customers, Shipments shipments, Commands commands,
        DisruptionWatch watch, CancellationToken cancel)
    {
        if (!Checks.IsRef(@ref))
            return Problems.Invalid("", Checks.RefForm);
        var shipment = new ShipmentRef(@ref);
        if (await customers.Find(write.Facts.Customer, cancel) is not { } customer)
            return Problems.Unknown("/customer", $"There is no customer {write.Facts.Customer}. Put the customer first, then its shipments.");
        if (!write.Caller.Sees(customer.Belonging)
            || (write.Caller.Branch is not null && await shipments.Find(shipment, cancel) is { } known && !write.Caller.Sees(known.Belonging)))
            return Problems.OutOfScope();
        return await commands.Send<LedgerState, ShipmentView>(
            write, StreamId.Of(shipment), new LedgerCommand.RecordShipment(write.Facts),
            async done =>
            {
                // Before the caller is answered, so that nothing of a shipment which a disruption hits is collected.
                await watch.Catch(shipment, done.State.Shipment!, write.At, cancel);
                return ShipmentView.Of(
                    shipment, done.State.Shipment!, done.State.ToldDeparture?.At, done.State.ToldArrival?.At, done.State.ShipmentChangedIn);
            },
            cancel);
    }

    private static async Task<Results<Versioned<ShipmentView>, ProblemHttpResult>> Get(
        string @ref, Caller caller, Shipments shipments, CancellationToken cancel)
    {
        if (await shipments.Find(new ShipmentRef(@ref), cancel) is not { } shipment)
            return Problems.NotFound($"There is no shipment {@ref}.");
        return caller.Sees(shipment.Belonging) 
            ? ShipmentView.Of(shipment.Ref, shipment.Facts, shipment.ToldDeparture, shipment.ToldArrival, shipment.Version)
            : Problems.OutOfScope();
    }
}
