using System.Collections.Concurrent;

namespace FreightRecovery.Web.Desk;

/// <summary>
/// Figures that take the longer to add up the larger the book is. One that took long is told again for fifty times as long, so that it costs
/// at most a fiftieth of a processor's time however often its page is opened; one that took a moment is added up each time. Who asks while it
/// is being added up waits for the same sum.
/// </summary>
/// <param name="time">What they are timed by; null adds up each time, for demonstrations in which days pass in a moment.</param>
internal sealed class RecentFigures(TimeProvider? time)
{
    private const int Times = 50;
    private const int MostKept = 1_000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<object, Figure> kept = new();

    /// <summary>A figure.</summary>
    /// <param name="asked">What is asked for, and for whose sight: equal for the same figure.</param>
    /// <param name="add">Adds it up. Nobody who waits for it can end it, since others may wait too.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async ValueTask<T> Of<T>(object asked, Func<CancellationToken, ValueTask<T>> add, CancellationToken cancel)
        where T : class
    {
        if (time is null)
            return await add(cancel);
        while (true)
        {
            var figure = kept.GetOrAdd(asked, static (_, with) => new Figure(async () => await with.add(CancellationToken.None), with.time), (add, time));
            if (!figure.IsOver)
                return (T)await figure.Sum.Value.WaitAsync(cancel);
            kept.TryRemove(KeyValuePair.Create(asked, figure));
            if (kept.Count >= MostKept)
                foreach (var old in kept.Where(k => k.Value.IsOver))
                    kept.TryRemove(old);
        }
    }

    // A figure that could not be had is over at once: the next one who asks tries again.
    private sealed class Figure
    {
        private readonly TimeProvider time;
        private long until = long.MaxValue;

        public Figure(Func<Task<object>> add, TimeProvider time) => (this.time, Sum) = (time, new Lazy<Task<object>>(() => Timed(add)));

        public Lazy<Task<object>> Sum { get; }

        public bool IsOver => time.GetTimestamp() >= Volatile.Read(ref until);

        private async Task<object> Timed(Func<Task<object>> add)
        {
            var began = time.GetTimestamp();
            var lasting = 0L;
            try
            {
                var sum = await add();
                var took = time.GetElapsedTime(began);
                if (took >= Moment)
                    lasting = (time.GetTimestamp() - began) * Times;
                return sum;
            }
            finally
            {
                Volatile.Write(ref until, time.GetTimestamp() + lasting);
            }
        }
    }
}
