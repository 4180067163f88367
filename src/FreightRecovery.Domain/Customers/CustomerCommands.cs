using System.Collections.Immutable;

namespace FreightRecovery.Domain.Customers;

/// <summary>What can be asked of a customer's stream.</summary>
public abstract record CustomerCommand
{
    private CustomerCommand()
    {
    }

    /// <summary>Creates or replaces the customer. Refused as stale when the caller has seen an older version.</summary>
    public sealed record RecordCustomer(CustomerFacts Facts) : CustomerCommand;

    /// <summary>Takes in a signal; also of a customer not recorded yet, for signals may come before the master data.</summary>
    public sealed record Observe(Signal Signal) : CustomerCommand;

    /// <summary>
    /// Takes in signals that came together, those that are known already left out: the stage moves by what all of them mean. Refused
    /// as a whole when one of them is wrong.
    /// </summary>
    public sealed record ObserveAll(ImmutableArray<Signal> Signals) : CustomerCommand;

    /// <summary>Forgets the persons at the customer: destroys the key of what is personal. The ledger and the figures stay.</summary>
    /// <param name="Incidents">All its incidents.</param>
    public sealed record Forget(ImmutableArray<IncidentId> Incidents) : CustomerCommand;

    /// <summary>The clock says that something may have changed: see <see cref="RelationshipView.NextChangeAt"/>.</summary>
    public sealed record Review : CustomerCommand;
}
