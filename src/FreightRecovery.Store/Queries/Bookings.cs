using Dapper;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>The bookings of every customer, for a fit of the buying model. Reads the whole history: not for a screen.</summary>
public sealed class Bookings(IDatabase database)
{
    // From the events, for a booking comes as a signal whether it was told by a shipment, a person or an import.
    private const string Signals =
        "SELECT stream AS Stream, type AS Type, payload AS Payload FROM stream_event WHERE type = @type AND stream LIKE 'customer/%'";

    private static readonly string Observed = Engine.Json.NameOf(
        new CustomerEvent.SignalObserved(new Signal(Guid.Empty, SignalKind.Booking, NodaConstants.UnixEpoch), NodaConstants.UnixEpoch));

    /// <summary>The days (UTC) on which each customer booked, up to and including a day when one is given.</summary>
    public ValueTask<IReadOnlyCollection<IReadOnlyCollection<LocalDate>>> Days(LocalDate? until, CancellationToken cancel = default) =>
        database.Read<IReadOnlyCollection<IReadOnlyCollection<LocalDate>>>(
            async connection =>
            {
                var days = new Dictionary<string, HashSet<LocalDate>>(StringComparer.Ordinal);
                await using var rows = await connection.ExecuteReaderAsync(new CommandDefinition(Signals, new { type = Observed }, cancellationToken: cancel));
                while (await rows.ReadAsync(cancel))
                {
                    var signal = ((CustomerEvent.SignalObserved)Engine.Json.Read(rows.GetString(1), rows.GetString(2))).Signal;
                    var day = signal.At.InUtc().Date;
                    if (signal.Kind != SignalKind.Booking || day > until)
                        continue;
                    var customer = rows.GetString(0);
                    if (!days.TryGetValue(customer, out var known))
                        days.Add(customer, known = []);
                    known.Add(day);
                }

                return days.Values;
            },
            cancel);
}
