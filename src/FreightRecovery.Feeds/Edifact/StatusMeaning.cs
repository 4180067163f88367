namespace FreightRecovery.Feeds.Edifact;

/// <summary>What a status code comes to; what else the message tells decides between its readings.</summary>
/// <param name="Kind">The fact when nothing below applies.</param>
internal sealed record StatusMeaning(FactKind Kind)
{
    /// <summary>What is done with a container, where the message names one.</summary>
    public EquipmentMove? Move { get; init; }

    /// <summary>The movement of the means of transport, where the message tells by what the cargo goes.</summary>
    public FactKind? OnLeg { get; init; }

    /// <summary>The document that it is about, where the message has its number.</summary>
    public (DocumentKind Type, DocumentStatus Status)? Paper { get; init; }

    /// <summary>How firm it is by its own words, such as "delivery expected".</summary>
    public Classifier? Firmness { get; init; }

    /// <summary>The SMDG code of the delay that it names itself.</summary>
    public string? Delay { get; init; }

    /// <summary>The fact's kind. A departure by nobody knows what is no vessel's departure, so it stays the cargo's.</summary>
    public FactKind KindFor(in References references, bool? laden, MeansOfTransport? mode)
    {
        if (Move is { } move && !references.Containers.IsEmpty) return new FactKind.Equipment(move, laden);
        if (OnLeg is { } movement && mode is not null) return movement;
        if (Paper is not { } paper) return Kind;
        var numbers = paper.Type is DocumentKind.Booking ? references.Bookings : references.TransportDocuments;
        return numbers.IsEmpty ? Kind : new FactKind.Document(paper.Type, paper.Status, numbers[0]);
    }
}
