using Dapper;
using FreightRecovery.Store.Writing;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A temperature measured in a container of a shipment.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Container">The container, in one spelling.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Off">By how many degrees Celsius it was off its set point, to a hundredth.</param>
public sealed record MeasuredTemperature(string Shipment, string Container, Instant At, decimal Off);

/// <summary>What feeds told of temperatures, for one reading to be seen beside the others.</summary>
public static class FeedTemperatures
{
    private const decimal Hundredths = 100m;

    /// <summary>Notes readings; one of the same minute of the same container takes the place of an earlier one.</summary>
    public static async ValueTask Remember(IDatabase database, IReadOnlyCollection<MeasuredTemperature> readings, CancellationToken cancel)
    {
        if (readings.Count == 0)
            return;
        await database.Put(
            Tables.FeedTemperature,
            rows =>
            {
                foreach (var r in readings.Reverse().DistinctBy(r => (r.Shipment, r.Container, r.At)))
                    rows.Add(r.Shipment).Add(r.Container).Add(r.At).Add((long)decimal.Round(r.Off * Hundredths)).Run();
            },
            cancel);
    }

    /// <summary>All readings of these shipments, by shipment.</summary>
    public static async ValueTask<ILookup<string, MeasuredTemperature>> Of(IDatabase database, IEnumerable<string> shipments, CancellationToken cancel)
    {
        var readings = new List<MeasuredTemperature>();
        foreach (var keys in shipments.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
            readings.AddRange((await database.Read(async connection => await connection.QueryAsync<(string Shipment, string Container, long At, long Off)>(
                "SELECT shipment, container, at, off_by FROM feed_temperature WHERE shipment IN @keys", new { keys }), cancel))
                .Select(r => new MeasuredTemperature(r.Shipment, r.Container, Stored.At(r.At), r.Off / Hundredths)));
        return readings.ToLookup(r => r.Shipment, StringComparer.Ordinal);
    }
}
