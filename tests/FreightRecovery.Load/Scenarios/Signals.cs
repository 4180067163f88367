using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Store.Sqlite;
using NodaTime;

namespace FreightRecovery.Load.Scenarios;

/// <summary>What one more signal of a customer costs, by processor time, when it has few signals and when it has many.</summary>
internal static class Signals
{
    private const int Customers = 8;
    private const int More = 128;
    private const int Many = 10_000;
    private static readonly Actor By = new("load", Authority.Executive);
    private static readonly Instant Start = Instant.FromUtc(2020, 1, 6, 8, 0);

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var many = size ?? Many;
        // The first one is for the compiler.
        await Measure(workshop, 100);
        var (few, thousand, most) = (await Measure(workshop, 100), await Measure(workshop, Math.Max(100, many / 10)), await Measure(workshop, many));
        return
        [
            new Score($"signals, one more of {Math.Max(100, many / 10)}", $"{thousand:F0} us", $"{few:F0} us at 100", thousand / few, 1.5, AtLeast: false),
            new Score($"signals, one more of {many}", $"{most:F0} us", $"{few:F0} us at 100", most / few, 1.5, AtLeast: false, "processor time, the commit of each included"),
        ];
    }

    private static async Task<double> Measure(Workshop workshop, int count)
    {
        await using var store = SqliteStore.Open(workshop.NewDirectory());
        var gateway = new InProcessGateway(new Transactor(store, () => Policy.Default, store.Keys));
        var numbers = 0L;
        for (var customer = 0; customer < Customers; customer++)
            foreach (var some in Enumerable.Range(0, count).Chunk(512))
                await Send(customer, new CustomerCommand.ObserveAll([.. some.Select(n => Signal(customer, n))]));
        var spent = Environment.CpuUsage.TotalTime;
        for (var n = count; n < count + More; n++)
            for (var customer = 0; customer < Customers; customer++)
                await Send(customer, new CustomerCommand.Observe(Signal(customer, n)));
        return (Environment.CpuUsage.TotalTime - spent).TotalMicroseconds / (Customers * More);

        async Task Send(int customer, CustomerCommand command)
        {
            var id = new CommandId(new Guid(1, 0, 0x7000, BitConverter.GetBytes(++numbers)));
            var envelope = new Envelope(StreamId.Of(new CustomerRef($"C-{customer}")), command, id, Start + Duration.FromDays(2000), By);
            if (await gateway.Send(envelope) is not Outcome.Done)
                throw new InvalidOperationException("A signal was refused.");
        }
    }

    // Bookings, four a day, and now and then an incident that is resolved well.
    private static Signal Signal(int customer, int n)
    {
        var (id, at) = (new Guid(customer + 2, 0, 0x7000, BitConverter.GetBytes((long)n)), Start + Duration.FromHours(n * 6));
        return (n % 50) switch
        {
            48 => new Signal(id, SignalKind.IncidentReported, at) { Incident = Of(n), IncidentKind = IncidentKind.CargoRolled, Severity = Severity.Minor },
            49 => new Signal(id, SignalKind.IncidentResolved, at) { Incident = Of(n), Satisfaction = 5, WithinPromise = true },
            _ => new Signal(id, SignalKind.Booking, at),
        };

        IncidentId Of(int signal) => new(new Guid(customer + 2, 1, 0x7000, BitConverter.GetBytes((long)(signal / 50))));
    }
}
