using FreightRecovery.Domain;

namespace FreightRecovery.Engine;

/// <summary>
/// Delivers the outbox: each command at least once, and since its id derives from its event, with effect once. What a
/// stream refuses is set aside with the reason; nothing is dropped.
/// </summary>
public sealed class Dispatcher(IStore store, ICommandGateway gateway)
{
    private const int Batch = 512;
    private static readonly Actor By = new("dispatcher", Authority.Executive);

    /// <summary>Delivers until nothing is left. Answers how many commands were delivered and how many refused.</summary>
    public async Task<(int Delivered, int Refused)> Drain(CancellationToken cancel = default)
    {
        var (delivered, refused) = (0, 0);
        while (await store.Undelivered(Batch, cancel) is { Count: > 0 } rows)
        {
            var deliveries = await Task.WhenAll(rows.Select(row => Deliver(row, cancel)));
            await store.Delivered(deliveries, cancel);
            delivered += deliveries.Length;
            refused += deliveries.Count(d => d.Refusal is not null);
        }

        return (delivered, refused);
    }

    private async Task<OutboxDelivery> Deliver(OutboxRow row, CancellationToken cancel)
    {
        object command;
        try
        {
            command = Json.Read(row.Type, row.Payload);
        }
        catch (System.Text.Json.JsonException e)
        {
            return new OutboxDelivery(row.Id, e.Message);
        }

        var outcome = await gateway.Send(new Envelope(row.Target, command, row.Command, row.At, By), cancel);
        return new OutboxDelivery(row.Id, outcome is Outcome.Refused refused ? refused.Refusal.Detail : null);
    }
}
