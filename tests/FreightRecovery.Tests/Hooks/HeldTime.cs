namespace FreightRecovery.Tests.Hooks;

/// <summary>A time whose timers ring when they are told to, and never else.</summary>
internal sealed class HeldTime : TimeProvider
{
    private readonly List<Held> timers = [];

    /// <summary>After what times they were to ring.</summary>
    public IReadOnlyList<TimeSpan> Asked
    {
        get
        {
            lock (timers)
                return [.. timers.Select(t => t.Due)];
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Held(() => callback(state), dueTime);
        lock (timers)
            timers.Add(timer);
        return timer;
    }

    /// <summary>Lets all of them ring.</summary>
    public void Pass()
    {
        Held[] all;
        lock (timers)
            all = [.. timers];
        foreach (var timer in all)
            timer.Ring();
    }

    private sealed class Held(Action ring, TimeSpan due) : ITimer
    {
        public TimeSpan Due => due;

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
