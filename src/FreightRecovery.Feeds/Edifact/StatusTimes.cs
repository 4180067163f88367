using NodaTime;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// The times of a status, by their qualifier (2005). What happened counts before what is expected, and what is expected
/// before what was planned; a time of the leg counts where it is of the same movement and the status has none.
/// </summary>
internal struct StatusTimes
{
    private (int Rank, Instant At, Classifier Classifier)? _best;

    /// <summary>Whether there is one.</summary>
    public readonly bool IsEmpty => _best is null;

    /// <summary>The time and how firm it is.</summary>
    public readonly (Instant At, Classifier Classifier) Best => _best is { } best ? (best.At, best.Classifier) : default;

    /// <summary>Whether a qualifier tells when a status came about, will or should.</summary>
    public static bool IsRead(string qualifier) => RankOf(qualifier) is not null;

    /// <summary>Adds a time.</summary>
    public void Add(string qualifier, Instant at)
    {
        if (RankOf(qualifier) is not { } rank || rank.Rank >= _best?.Rank) return;
        _best = (rank.Rank, at, rank.Classifier);
    }

    /// <summary>Whether a time of a leg is one of this movement.</summary>
    public static bool IsOf(string qualifier, FactKind kind) => kind switch
    {
        FactKind.Departure or FactKind.Handling { Move: CargoMove.Departed } => qualifier is "186" or "136" or "133" or "189",
        FactKind.Arrival or FactKind.Handling { Move: CargoMove.Arrived } => qualifier is "178" or "132" or "232",
        _ => false,
    };

    private static (int Rank, Classifier Classifier)? RankOf(string qualifier) => qualifier switch
    {
        "334" => (0, Classifier.Actual), // status change
        "78" => (1, Classifier.Actual), // event, actual
        "7" => (2, Classifier.Actual), // effective
        "178" or "186" or "35" => (3, Classifier.Actual), // arrival, departure, delivery
        "136" or "200" or "50" or "310" => (4, Classifier.Actual), // departure, pick-up, receipt of goods
        "203" or "9" or "163" or "194" => (5, Classifier.Actual), // execution, processing, begin
        "132" or "133" or "17" => (6, Classifier.Estimated), // arrival, departure, delivery
        "232" or "189" or "191" => (7, Classifier.Planned), // arrival, departure, delivery
        "2" or "10" => (8, Classifier.Requested), // delivery, shipment
        _ => null,
    };
}
