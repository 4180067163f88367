using FreightRecovery.Domain;
using FreightRecovery.Engine.Privacy;

namespace FreightRecovery.Engine.Rows;

/// <summary>Makes the read rows and notices of one stream anew from its events, as the appends made them.</summary>
public sealed class Replay(StreamId stream, Policy policy)
{
    private readonly StreamKind kind = StreamKind.Of(stream);
    private readonly List<Notice> notices = [];
    private object state = StreamKind.Of(stream).Initial;

    /// <summary>The stream.</summary>
    public StreamId Stream => stream;

    /// <summary>Adds the next event; answers the notices it led to.</summary>
    /// <param name="e">The event.</param>
    /// <param name="keys">The keys for what is personal in it.</param>
    /// <exception cref="System.Text.Json.JsonException">The event cannot be read.</exception>
    public IReadOnlyList<Notice> Add(StoredEvent e, KeysAtHand keys)
    {
        var happened = Json.Read(e.Type, e.Payload, keys);
        state = kind.Evolve(state, happened);
        notices.Clear();
        Notices.Add(stream, happened, state, e.Command, e.Ordinal, notices);
        return notices;
    }

    /// <summary>The read rows of the stream as it stands now.</summary>
    public IReadOnlyList<ReadRow> Rows()
    {
        var rows = new List<ReadRow>();
        kind.Project(stream, kind.Initial, state, policy, rows);
        return rows;
    }
}
