using FreightRecovery.Domain;

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
    /// <exception cref="System.Text.Json.JsonException">The event cannot be read.</exception>
    public IReadOnlyList<Notice> Add(StoredEvent e)
    {
        var happened = Json.Read(e.Type, e.Payload);
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
