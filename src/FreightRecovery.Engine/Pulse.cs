namespace FreightRecovery.Engine;

/// <summary>Tells everybody who waits that something has come. A waiter takes <see cref="Next"/> before it looks, so nothing is missed.</summary>
public sealed class Pulse
{
    private TaskCompletionSource next = New();

    /// <summary>Completes at the next <see cref="Set"/>.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Wakes all who wait.</summary>
    public void Set() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
