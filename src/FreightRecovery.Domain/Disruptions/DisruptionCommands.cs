namespace FreightRecovery.Domain.Disruptions;

/// <summary>What can be asked of a disruption.</summary>
public abstract record DisruptionCommand
{
    private DisruptionCommand()
    {
    }

    /// <summary>Says that it happened.</summary>
    public sealed record Declare(DisruptionFacts Facts) : DisruptionCommand;

    /// <summary>The fan-out has held the invoices of so many shipments in all.</summary>
    public sealed record TellHeld(int Shipments) : DisruptionCommand;

    /// <summary>The fan-out has reported the incidents of so many shipments in all.</summary>
    public sealed record TellReported(int Shipments) : DisruptionCommand;

    /// <summary>Compares no more shipments with it.</summary>
    public sealed record End(string Reason) : DisruptionCommand;

    /// <summary>The clock: its time may be over.</summary>
    public sealed record WatchPassed : DisruptionCommand;
}
