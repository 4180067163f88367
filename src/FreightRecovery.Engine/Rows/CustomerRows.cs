using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Engine.Rows;

/// <summary>The read row of a customer: its facts and its standing as of its last event.</summary>
internal static class CustomerRows
{
    /// <summary>Adds the row; answers when the standing next changes, or is next looked at, without any new signal.</summary>
    public static Instant? Add(StreamId stream, CustomerState before, CustomerState after, Policy policy, List<ReadRow> rows)
    {
        var view = Relationship.Of(after, after.AsOf, policy.Relationship);
        rows.Add(new CustomerRow(
            // Whom to speak to stands, sealed, in the customer's events alone.
            new CustomerRef(stream.Key), after.Facts is { } facts ? facts with { Contacts = [] } : null, view.Stage, view.Since, view.Recovered, view.WonBack, view.Quiet, view.Captive,
            view.HorizonDays, view.PAlive, view.Risk, view.ValueAtStake,
            view.ValueAtStake is { } stake ? policy.Rank(stake) : 0, view.Reasons, after.AsOf, after.Version)
        {
            KnownSince = after.KnownSince,
        });
        StageMoveRows.Add(stream, before, after, view, rows);
        return view.NextChangeAt;
    }

    /// <summary>When the standing next changes, or is next looked at, without any new signal.</summary>
    public static Instant? NextChange(CustomerState state, Policy policy) =>
        Relationship.Of(state, state.AsOf, policy.Relationship).NextChangeAt;
}
