using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;

namespace FreightRecovery.Tests.Engine;

/// <summary>The law of the house, and the chain of hashes, read off what was stored.</summary>
internal static class HistoryLaw
{
    public static void Check(IEnumerable<object> ledger)
    {
        var (held, settled) = (new Dictionary<IncidentId, long>(), new Dictionary<IncidentId, long>());
        foreach (var e in ledger)
            switch (e)
            {
                case LedgerEvent.HoldPlaced x:
                    held[x.Incident] = Math.Max(held.GetValueOrDefault(x.Incident), x.HeldAsOf);
                    break;
                case LedgerEvent.HoldReleased x:
                    settled[x.Incident] = Math.Max(settled.GetValueOrDefault(x.Incident), x.SettledAt);
                    break;
                case LedgerEvent.InvoiceCollected:
                    Assert.DoesNotContain(held, h => h.Value > settled.GetValueOrDefault(h.Key));
                    break;
            }
    }

    public static void CheckChain(IEnumerable<StoredEvent> events)
    {
        foreach (var stream in events.GroupBy(e => e.Stream))
        {
            var (hash, version) = (HashChain.Start, 0L);
            foreach (var e in stream.OrderBy(e => e.Version))
            {
                Assert.Equal(++version, e.Version);
                hash = HashChain.Next(hash, e.Stream, e.Version, e.Command, e.Ordinal, e.Type, e.At, e.Actor, e.Payload, e.Policy);
                Assert.Equal(hash, e.Hash);
            }
        }
    }
}
