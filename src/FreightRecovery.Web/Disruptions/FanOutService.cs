using System.Threading.Channels;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.Disruptions;

/// <summary>
/// Runs fan-outs one after the other: those asked for, at the start those that a stop or a crash cut short, and now and
/// then all that are watched for, should another process have brought shipments in.
/// </summary>
public sealed class FanOutService(DisruptionWatch watch, FanOut fanOut, IClock clock, ILogger<FanOutService> log) : BackgroundService
{
    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromMinutes(10);

    private readonly Channel<Order> orders = System.Threading.Channels.Channel.CreateBounded<Order>(256);

    /// <summary>Asks for a run. Completes when all invoices are held.</summary>
    public async Task Hold(DisruptionId disruption, CancellationToken cancel = default)
    {
        await watch.Refresh(cancel);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await orders.Writer.WriteAsync(new Order(disruption, held), cancel);
        await held.Task.WaitAsync(cancel);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await All(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            pause.CancelAfter(LookAgainEvery);
            Order? order = null;
            try
            {
                order = await orders.Reader.ReadAsync(pause.Token);
            }
            catch (OperationCanceledException)
            {
            }

            if (order is not null)
                await Run(order.Disruption, order.Held, stoppingToken);
            else if (!stoppingToken.IsCancellationRequested)
                await All(stoppingToken);
        }
    }

    private async Task All(CancellationToken cancel)
    {
        try
        {
            await watch.Refresh(cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "The disruptions could not be read; it is tried again.");
        }
        catch (OperationCanceledException)
        {
            return;
        }

        foreach (var disruption in watch.Active)
            await Run(disruption.Id, null, cancel);
    }

    private async Task Run(DisruptionId id, TaskCompletionSource? held, CancellationToken cancel)
    {
        try
        {
            if (watch.Active.FirstOrDefault(d => d.Id == id) is { } disruption)
                await fanOut.Run(disruption, clock.GetCurrentInstant(), held, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The next start goes on from here.
        }
        catch (Exception e)
        {
            log.LogError(e, "The fan-out of disruption {Disruption} broke off; it goes on later.", id);
        }
        finally
        {
            held?.TrySetResult();
        }
    }

    private sealed record Order(DisruptionId Disruption, TaskCompletionSource Held);
}
