using System.Runtime.InteropServices;

namespace FreightRecovery.Engine;

/// <summary>
/// What lies in the outbox, noted by place and stream alone: some bytes for each command, so that very many can be brought together by
/// their streams before any is delivered.
/// </summary>
internal sealed class Gathering
{
    private readonly List<Mark> marks = [];

    /// <summary>How many are noted.</summary>
    public int Count => marks.Count;

    /// <summary>The place of the last one; 0 for none.</summary>
    public long Last => marks.Count == 0 ? 0 : marks[^1].Id;

    /// <summary>Notes a place, which lies behind all that are noted.</summary>
    public void Add(OutboxPlace place) => marks.Add(new Mark(place.Id, Name(place.Target)));

    /// <summary>
    /// The places in parts of about so many, those of one stream beside each other in their order. Should two streams have the same
    /// short name their places are mixed, and a part may end within a stream: then some go in two commands instead of one.
    /// </summary>
    public IEnumerable<IReadOnlyList<long>> ByStream(int most)
    {
        marks.Sort(static (a, b) => a.Stream != b.Stream ? a.Stream.CompareTo(b.Stream) : a.Id.CompareTo(b.Id));
        for (var from = 0; from < marks.Count;)
        {
            var to = Math.Min(from + most, marks.Count);
            while (to < marks.Count && to < from + (2 * most) && marks[to].Stream == marks[to - 1].Stream)
                to++;
            var part = new long[to - from];
            for (var i = from; i < to; i++)
                part[i - from] = marks[i].Id;
            yield return part;
            from = to;
        }
    }

    /// <summary>Forgets them.</summary>
    public void Clear() => marks.Clear();

    // FNV-1a in 64 bits.
    private static ulong Name(StreamId stream)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in MemoryMarshal.Cast<char, ushort>(stream.Value.AsSpan()))
            hash = unchecked((hash ^ unit) * 1099511628211UL);
        return hash;
    }

    private readonly record struct Mark(long Id, ulong Stream);
}
