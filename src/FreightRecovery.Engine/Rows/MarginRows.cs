using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;

namespace FreightRecovery.Engine.Rows;

/// <summary>What a customer is expected to bring in twelve months; the book's top tenth is read along it.</summary>
public sealed record MarginRow(CustomerRef Ref, Money Margin) : ReadRow;

/// <summary>Written when the figure changes and not with every signal, since the row has an index of its own.</summary>
internal static class MarginRows
{
    public static void Add(StreamId stream, CustomerState before, CustomerState after, List<ReadRow> rows)
    {
        if (after.Facts is { ExpectedAnnualMargin: var margin } && margin != before.Facts?.ExpectedAnnualMargin)
            rows.Add(new MarginRow(new CustomerRef(stream.Key), margin));
    }
}
