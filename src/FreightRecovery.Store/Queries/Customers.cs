using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;

namespace FreightRecovery.Store.Queries;

/// <summary>A customer's facts and version.</summary>
public sealed record RecordedCustomer(CustomerRef Ref, CustomerFacts Facts, long Version)
{
    /// <summary>To whom it belongs.</summary>
    public Belonging Belonging => new(Facts.Branch, Facts.SalesRep, Facts.AccountManager);
}

/// <summary>Customers by reference.</summary>
public sealed class Customers(IDatabase database)
{
    /// <summary>The customer, or null when it is not recorded (signals alone record nobody).</summary>
    public ValueTask<RecordedCustomer?> Find(CustomerRef customer, CancellationToken cancel = default) => database.Read<RecordedCustomer?>(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                "SELECT facts AS Facts, version AS Version FROM customer WHERE ref = @reference AND facts IS NOT NULL",
                new { reference = customer.Value }, cancellationToken: cancel));
            return row is null ? null : new RecordedCustomer(customer, Stored.Json<CustomerFacts>(row.Facts), row.Version);
        },
        cancel);

    private sealed record Row(string Facts, long Version);
}
