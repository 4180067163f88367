using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Writing;

namespace FreightRecovery.Store.Care;

/// <summary>Makes the read rows and notices anew from the events as they go by, stream by stream.</summary>
internal sealed class Rebuilder(CustomerKeys keys, Policy policy, RowWriter rows, Action<StoredEvent, Notice> write)
{
    private Replay? replay;

    /// <summary>The next event.</summary>
    public async ValueTask Add(StoredEvent e, CancellationToken cancel)
    {
        if (replay?.Stream != e.Stream)
        {
            End();
            replay = new Replay(e.Stream, policy);
        }

        foreach (var notice in replay.Add(e, await keys.Fetch([e.Payload], anew: false, cancel)))
            write(e, notice);
    }

    /// <summary>After the last event of a stream, and of all.</summary>
    public void End()
    {
        foreach (var row in replay?.Rows() ?? [])
            rows.Write(row);
        replay = null;
    }
}
