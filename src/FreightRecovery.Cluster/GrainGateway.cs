using System.Diagnostics;
using FreightRecovery.Cluster.Grains;
using FreightRecovery.Engine;
using FreightRecovery.Store.SqlServer;

namespace FreightRecovery.Cluster;

/// <summary>
/// The cluster's gateway: a command goes to the silo that has its stream in memory. When a silo is lost on the way the command is
/// sent again, which adds nothing if it was carried out: it has the same id.
/// </summary>
/// <param name="grains">The way to the grains.</param>
/// <param name="patience">How long a command is sent again before its caller is told to.</param>
public sealed class GrainGateway(IGrainFactory grains, TimeSpan patience) : ICommandGateway
{
    private const double FirstPause = 20, LongestPause = 500;

    /// <inheritdoc/>
    /// <exception cref="UnavailableException">No silo that could carry it out answered in time.</exception>
    public async ValueTask<Outcome> Send(Envelope envelope, CancellationToken cancel = default)
    {
        var grain = Of(envelope.Stream);
        var began = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; ; pause = Math.Min(pause * 2, LongestPause))
        {
            try
            {
                var answer = await grain.Send(envelope, cancel);
                return answer switch
                {
                    { Outcome: { } outcome } => outcome,
                    { StoreUnavailable: { } reason } => throw new StoreUnavailableException(reason),
                    _ => throw new OverloadedException(answer.Overloaded!),
                };
            }
            catch (LimitExceededException)
            {
                throw new OverloadedException($"Too many commands wait for {envelope.Stream}. Try again in a moment.");
            }
            catch (Exception e) when (IsLoss(e) && !cancel.IsCancellationRequested)
            {
                if (Stopwatch.GetElapsedTime(began) >= patience)
                    throw new UnavailableException($"The part of the cluster that has {envelope.Stream} did not answer in time.", e);
            }

            // Many callers lose the same silo at once: they come back one by one.
            await Task.Delay(TimeSpan.FromMilliseconds(pause * (0.5 + Random.Shared.NextDouble())), cancel);
        }
    }

    // A call may fail because the silo is gone, going, or not heard: in each case another one takes the stream up.
    private static bool IsLoss(Exception e) => e
        is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException or Orleans.Runtime.Messaging.ConnectionFailedException
        or OperationCanceledException or ObjectDisposedException;

    private IStreamGrain Of(StreamId stream) => stream.Kind switch
    {
        StreamId.IncidentKind => grains.GetGrain<IIncidentGrain>(stream.Value),
        StreamId.ShipmentKind => grains.GetGrain<IShipmentGrain>(stream.Value),
        StreamId.CustomerKind => grains.GetGrain<ICustomerGrain>(stream.Value),
        StreamId.DisruptionKind => grains.GetGrain<IDisruptionGrain>(stream.Value),
        _ => throw new ArgumentException($"'{stream}' names no kind of stream.", nameof(stream)),
    };
}
